"""A real site in a folder of its own, visited over HTTP by people who are signed in."""
