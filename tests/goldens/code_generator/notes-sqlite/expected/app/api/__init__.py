"""Routes: HTTP in, HTTP out."""
