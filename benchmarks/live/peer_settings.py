"""The site's settings with its database as Django has it by default: what the load benchmark compares with."""

from cordata_web.config.settings import *  # noqa: F403
from cordata_web.config.settings import DATABASES

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {"init_command": "PRAGMA journal_mode=DELETE;"}  # the file was made with WAL
DATABASES["default"]["CONN_MAX_AGE"] = 0
