"""The work of the secretariat; auditors read the same pages."""
