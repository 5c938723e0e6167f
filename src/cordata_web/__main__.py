"""``python -m cordata_web COMMAND``: Django's commands with the settings of the site."""

import argparse
import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordata_web.config.settings")
    if sys.argv[1:2] == ["demo"]:
        os.environ.setdefault("CORDATA_DEMO", "true")
        os.environ.setdefault("CORDATA_SITE_URL", f"http://localhost:{port_of(sys.argv[2:])}")
    execute_from_command_line(["python -m cordata_web", *sys.argv[1:]])


def port_of(arguments: list[str]) -> str:
    """Links in the demo's letters lead to where the demo is; what the arguments mean else, the command itself says."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--port", default="8000")
    return str(parser.parse_known_args(arguments)[0].port)


if __name__ == "__main__":
    main()
