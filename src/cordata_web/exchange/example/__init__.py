"""Invented people and opportunities for looking around: two firms of each country, and what they do together."""
