"""People who sign in, and the record of what was changed."""
