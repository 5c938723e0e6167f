"""What is computed of cooperation; each module registers its kinds with :func:`results.computes`."""

from cordata_web.cooperation.computations import backtest, links, networks, sides, specialisation

__all__ = ["backtest", "links", "networks", "sides", "specialisation"]
