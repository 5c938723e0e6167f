"""Figures by region: what the directory covers, for all; what became of it, for those who answer for a region."""
