"""What the agent knows: documents, the rules and defaults that they carry, and retrieval."""

from knowledge.loader import Library, Problem, default_root, load
from knowledge.ports import EmbeddingPort, Passage, RetrieverPort
from knowledge.retrieve import Retriever
from knowledge.rules import Default, LexiconMatch, Rulebook

__all__ = [
    "Default",
    "EmbeddingPort",
    "LexiconMatch",
    "Library",
    "Passage",
    "Problem",
    "Retriever",
    "RetrieverPort",
    "Rulebook",
    "default_root",
    "load",
]
