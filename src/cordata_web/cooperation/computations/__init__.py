"""What is computed of cooperation; each module registers its kinds with :func:`results.computes`."""
