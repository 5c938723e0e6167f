from web.exchange.seeking import hidden, pair
from web.searching import data_folder, network, own_folder

__all__ = ["data_folder", "hidden", "network", "own_folder", "pair"]
