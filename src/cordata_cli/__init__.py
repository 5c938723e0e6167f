"""The terminal: `cordata ...`. Works without the site; nothing heavy is imported before it is needed."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one query at a time: a second thread waits more than it works
