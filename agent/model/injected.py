"""A language model that a program brings: one of ours, or any chat model of LangChain's."""

from typing import TYPE_CHECKING

from agent.model.langchain_model import LangChainModel
from agent.model.port import ModelPort

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


def as_port(model: "ModelPort | BaseChatModel | None") -> ModelPort | None:
    """The model as the agent asks it; None stays None."""
    if model is None:
        return None
    from langchain_core.language_models import BaseChatModel

    return LangChainModel(model) if isinstance(model, BaseChatModel) else model
