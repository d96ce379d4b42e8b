"""Pages about the Blueprint, written from the code that takes it."""
