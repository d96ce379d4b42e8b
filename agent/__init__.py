"""The backend engineer: a request in, a proven backend out."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agent.lifecycle import create_backend_engineer_agent

__all__ = ["create_backend_engineer_agent"]


def __getattr__(name: str) -> Any:
    """Imports on first use: what only wants a submodule does not wait for the graph."""
    if name == "create_backend_engineer_agent":
        from agent.lifecycle import create_backend_engineer_agent

        return create_backend_engineer_agent
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
