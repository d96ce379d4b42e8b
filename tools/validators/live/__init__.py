"""Live level: checks on running servers and real engines."""
