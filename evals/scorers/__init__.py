"""Scorers, one per file: each gives a value and says why."""
