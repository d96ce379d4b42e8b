"""Reads plain words into a sketch; one small module per kind of statement."""
