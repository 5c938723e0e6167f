"""What the charts of the cooperation refuse."""


class NoSuchChartError(LookupError):
    """There is no chart of this kind, or it needs a region or an activity that the address does not name."""
