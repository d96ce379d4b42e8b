"""A generated and a hand-written server of the same API, under the same load."""
