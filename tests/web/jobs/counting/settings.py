"""The settings of the site, and the app that counts."""

from cordata_web.config.settings import *  # noqa: F403
from cordata_web.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "web.jobs.counting"]
