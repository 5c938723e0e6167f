"""What people do to consortia: each in a transaction, each noted."""
