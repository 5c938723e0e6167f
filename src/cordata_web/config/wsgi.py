"""The site for WSGI servers."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordata_web.config.settings")
application = get_wsgi_application()

# What was loaded until here stays for good, and a page makes some ten thousand objects that are soon gone again.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
