"""Live level: checks on running servers and real engines."""

from tools.validators.live.proof import prove

__all__ = ["prove"]
