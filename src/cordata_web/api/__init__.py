"""What all parts of the API have in common: who asks, how often, what is answered when something is wrong."""
