"""Bodies, queries and views: what goes over the wire."""
