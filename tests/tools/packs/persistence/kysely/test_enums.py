"""Enums: one constant and one type for each choice, and none without one."""

from tests.tools.packs.persistence.kysely.plans import plan_of
from tests.tools.packs.persistence.kysely.printing import planned
from tools.packs.persistence.kysely.enums import enums_module


def test_every_choice_has_its_type() -> None:
    source = enums_module(planned("covering", "sqlite"))
    assert source is not None
    assert "export const DOCUMENT_KINDS = ['note', 'letter', 'very long'] as const;" in source
    assert "export type DocumentKind = (typeof DOCUMENT_KINDS)[number];" in source


def test_values_are_quoted() -> None:
    kind = {"name": "kind", "type": "enum", "values": ["it's", "a\\b", "`${x}`"]}
    data = {"entities": [{"name": "Thing", "attributes": [kind]}], "resources": [{"entity": "Thing"}]}
    source = enums_module(plan_of(data, "sqlite"))
    assert source is not None
    assert r"export const THING_KINDS = ['it\'s', 'a\\b', '`${x}`'] as const;" in source


def test_without_a_choice_there_is_no_module() -> None:
    assert enums_module(planned("notes", "sqlite")) is None
