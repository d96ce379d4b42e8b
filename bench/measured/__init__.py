"""What runs inside of measured processes, each module as a program of its own that prints one JSON document."""
