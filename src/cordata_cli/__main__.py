"""``python -m cordata_cli``."""

from cordata_cli.main import cli

if __name__ == "__main__":
    cli(prog_name="cordata")
