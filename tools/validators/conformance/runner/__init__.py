"""Plays a conformance plan against a base URL; needs nothing but the standard library.

Works where it lies (``python -m tools.validators.conformance.runner``) and copied elsewhere (``python runner``).
"""

from .play import Control, Outcome, Player
from .values import ControlFailed

__all__ = ["Control", "ControlFailed", "Outcome", "Player"]
