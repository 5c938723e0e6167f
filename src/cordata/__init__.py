"""Cordata: partners across the Alps, with the reasons why. The library: pure, typed, without a web framework."""

__version__ = "0.1.0"
