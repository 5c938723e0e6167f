"""Two profiles of one organisation become one."""

from cordata_web.exchange.merging.actions import Merged, NotMergeableError, keep_apart, merge_profiles
from cordata_web.exchange.merging.groups import GROUPS

__all__ = ["GROUPS", "Merged", "NotMergeableError", "keep_apart", "merge_profiles"]
