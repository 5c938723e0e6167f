"""Promises of speed and quality, each measured beside a peer."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one query at a time: a second thread waits more than it works
