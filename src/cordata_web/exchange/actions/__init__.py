"""What people do in the exchange: each in one transaction, noted in the audit log."""
