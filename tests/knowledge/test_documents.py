"""The shipped documents: complete, of substance, and carrying every rule that tools name."""

from pathlib import Path

from agent.task import TaskType
from knowledge import Library, Rulebook

RULES = (Path(__file__).parent / "rules.txt").read_text().split()
"""Every rule that a tool may name on an artifact."""


def test_every_shipped_document_is_usable(library: Library) -> None:
    assert library.problems == ()
    assert len(library.documents) >= 80


def test_every_rule_stands_in_a_document(library: Library) -> None:
    assert list(RULES) == list(Rulebook(library.documents).rules())


def test_documents_have_substance(library: Library) -> None:
    thin = [document.id for document in library.documents if len(document.text.split()) < 350]
    assert thin == []
    untold = [item.id for item in library.documents if "## What the generator does" not in item.text]
    assert untold == []


def test_documents_name_real_task_types(library: Library) -> None:
    known = {kind.value for kind in TaskType}
    named = {kind for document in library.documents for kind in document.head.task_types}
    assert named <= known
