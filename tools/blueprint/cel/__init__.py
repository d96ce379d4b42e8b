"""The CEL subset of Blueprints: parsed by a library, typed by us."""

from tools.blueprint.cel.compile import Scope, compile_expression

__all__ = ["Scope", "compile_expression"]
