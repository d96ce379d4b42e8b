"""Reads the payloads of tasks: both nestings, snake_case and camelCase, design artifacts included."""

from agent.planner.payload.read import Given, read_payload

__all__ = ["Given", "read_payload"]
