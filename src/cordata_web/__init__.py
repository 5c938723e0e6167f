"""The site: a Django project on top of the library."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one query at a time: a second thread waits more than it works
