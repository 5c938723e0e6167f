from web.searching import data_folder, network, own_folder

__all__ = ["data_folder", "network", "own_folder"]
