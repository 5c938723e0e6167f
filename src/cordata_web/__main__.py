"""``python -m cordata_web COMMAND``: Django's commands with the settings of the site."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordata_web.config.settings")
    if sys.argv[1:2] == ["demo"]:
        os.environ.setdefault("CORDATA_DEMO", "true")
    execute_from_command_line(["python -m cordata_web", *sys.argv[1:]])


if __name__ == "__main__":
    main()
