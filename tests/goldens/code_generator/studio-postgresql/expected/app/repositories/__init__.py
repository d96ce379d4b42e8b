"""Store access: the only place that knows SQL."""
