"""Whether the potential foretells cooperation: scores from before a day against the links that began after it."""

from cordata.cooperation.backtest.results import Backtest, Comparison, Side
from cordata.cooperation.backtest.running import backtest
from cordata.cooperation.backtest.words import words_of

__all__ = ["Backtest", "Comparison", "Side", "backtest", "words_of"]
