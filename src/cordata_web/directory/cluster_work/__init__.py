"""What the managers of a cluster do: members, imports, self-check, and how all of it stands."""
