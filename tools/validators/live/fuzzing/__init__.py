"""Fuzzing a running backend against its own contract."""
