"""Profiles of clusters and organisations: what they hold, how complete they are, who is alike."""

from cordata.directory.completeness import completeness, missing
from cordata.directory.neighbours import Neighbour, complementary, similar
from cordata.directory.profiles import Citation, Profile, load_network

__all__ = ["Citation", "Neighbour", "Profile", "complementary", "completeness", "load_network", "missing", "similar"]
