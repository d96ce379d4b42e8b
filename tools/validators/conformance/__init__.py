"""The conformance suite: one black-box proof for every stack, derived from the plan alone."""

from tools.validators.conformance.compile import compile_plan

__all__ = ["compile_plan"]
