"""The data set: enough of it, varied, and without contradictions in itself."""

import pytest

from evals.cases import Case, links, read_cases
from tests.evals.samples import CASE, perfect
from tools.blueprint.model import AttributeType

TUNED = read_cases("extraction.yaml")
HELD_BACK = read_cases("held_back.yaml")
CASES = TUNED + HELD_BACK


def test_enough_cases_over_enough_domains() -> None:
    assert len(TUNED) >= 30
    assert len({case.domain for case in TUNED}) >= 10
    assert len(HELD_BACK) >= 12
    assert not {case.domain for case in TUNED} & {case.domain for case in HELD_BACK}
    assert len({case.id for case in CASES}) == len(CASES)
    assert len({case.text for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_expectations_agree_with_each_other(case: Case) -> None:
    known = set(case.entities) | set(case.may.entities)
    assert set(case.attributes) <= set(case.entities)
    assert set(case.open) <= set(case.attributes)
    assert not set(case.entities) & set(case.may.entities)
    ends = {end for link in (*case.relationships, *case.may.relationships) for end in link.split(" ")[::2]}
    assert ends <= known
    assert case.auth is None or case.auth.account is None or case.auth.account in known
    types = {word for names in case.attributes.values() for types in names.values() for word in types.split("|")}
    assert types <= {kind.value for kind in AttributeType}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_expected_attribute_is_named_in_the_text(case: Case) -> None:
    text = case.text.lower().replace("_", " ")
    for names in case.attributes.values():
        for name in names:
            words = [word.removesuffix("s") for word in name.split("_")]
            assert all(word in text for word in words), name


def test_links_have_one_spelling() -> None:
    assert links(("A <-> B", "B <-> A", "B -> A")) == {"A <-> B": 2, "B -> A": 1}


def test_perfect_facts_name_all_entities() -> None:
    assert perfect(CASE).entities == ("Author", "Book", "Member", "Tag")
