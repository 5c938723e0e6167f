"""Results as drawings: Vega-Lite specifications and their pictures."""
