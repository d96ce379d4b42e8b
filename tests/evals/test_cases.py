"""The data set: enough of it, varied, and without contradictions in itself."""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import get_args

import pytest
import yaml
from pydantic import ValidationError

from evals.cases import Case, Style, links, read_cases
from tests.evals.samples import CASE, perfect

FOLDERS = ("short", "short_held_back", "extraction", "held_back", "varied", "varied_held_back")
TAUGHT = "taught"
"""What the planner's models learn from, beside the cases that it is tuned with: no suite."""
_NAMED = 0.8
"""Share of the words of an attribute's name that stand in the text."""
_MOST = 0.9
_cases = lru_cache(read_cases)


# These answer with numbers and shares: a test that fails shows nothing of a case that is held back.
def _number(folder: str) -> int:
    return len(_cases(folder))


def _domains(*folders: str) -> int:
    return len({case.domain for folder in folders for case in _cases(folder)})


def _styles_missing(folder: str) -> int:
    return len(set(get_args(Style)) - {case.style for case in _cases(folder)})


def _repeated(field: str) -> int:
    values = [getattr(case, field) for folder in (*FOLDERS, TAUGHT) for case in _cases(folder)]
    return len(values) - len(set(values))


def _older(folder: str) -> set[str]:
    """Ids of the cases that came first."""
    file = resources.files("evals") / "data" / folder / "first.yaml"
    if not file.is_file():
        return set()
    return {item["id"] for item in yaml.safe_load(file.read_text(encoding="utf-8"))}


def _shares(folder: str, *, older: bool) -> Iterator[float]:
    """Of each attribute, the share of the words of its name that stand in the text."""
    first = _older(folder)
    for case in _cases(folder):
        if (case.id in first) is older:
            text = re.sub(r"[\W_]+", " ", case.text.lower())
            for names in case.attributes.values():
                yield from (_share(name, text) for name in names)


def _share(name: str, text: str) -> float:
    words = [word.removesuffix("s") for word in name.split("_")]
    return sum(word in text for word in words) / len(words)


def test_enough_cases_over_enough_domains_and_all_styles() -> None:
    short, short_apart, tuned, apart, varied, varied_apart = map(_number, FOLDERS)
    assert short + tuned + varied >= 260
    assert apart + varied_apart >= 120
    held_back = short_apart + apart + varied_apart
    assert held_back * 3 >= short + tuned + varied + held_back
    for folder in ("extraction", "held_back", "varied", "varied_held_back"):
        assert _domains(folder) >= 20
        assert _styles_missing(folder) == 0


@pytest.mark.parametrize("field", ["id", "text"])
def test_no_case_stands_there_twice(field: str) -> None:
    assert _repeated(field) == 0


@pytest.mark.parametrize("folder", ["short", "short_held_back"])
def test_attributes_of_the_older_cases_are_named_in_the_text(folder: str) -> None:
    assert min(_shares(folder, older=True)) == 1


@pytest.mark.parametrize("folder", ["extraction", "held_back", "varied", "varied_held_back", TAUGHT])
def test_most_attributes_of_the_newer_cases_are_named_in_the_text(folder: str) -> None:
    shares = list(_shares(folder, older=False))
    assert sum(share >= _NAMED for share in shares) / len(shares) >= _MOST


SMALL: dict[str, object] = {
    "id": "small",
    "domain": "clinic",
    "text": "Visits of pets.",
    "entities": ["Pet", "Visit"],
    "attributes": {"Pet": {"name": "string"}},
    "may": {"entities": ["Owner"]},
}


@pytest.mark.parametrize(
    "change",
    [
        {"constraints": ["Pet.name required", "Pet.name values dog|big cat", "Visit unique pet,starts_at"]},
        {"constraints": ["Pet.name default to be named", "Pet.name minimum -0.5"]},
        {"relationships": ["Visit -> Pet", "Pet <-> Visit"]},
        {"operations": ["POST /owners/{id}/call", "Visit cancel|call_off"]},
        {"operations": []},
        {"without": ["Visit delete"]},
        {"open": ["Pet"]},
        {"auth": {"scheme": "jwt", "account": "Owner", "roles": ["vet"]}},
        {"may": {"entities": ["Owner"], "relationships": ["Pet -> Owner"], "operations": ["Owner call"]}},
        {"entities": [], "attributes": {}, "instead": "a film"},
    ],
)
def test_what_agrees_is_accepted(change: dict[str, object]) -> None:
    assert Case.model_validate(SMALL | change).id == "small"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"entities": [], "attributes": {}, "may": {}}, "either entities are named"),
        ({"instead": "a film"}, "either entities are named"),
        ({"attributes": {"Owner": {"name": "string"}}}, "Owner stands"),
        ({"attributes": {"Pet": {"name": "words"}}}, "Pet.name is no attribute of a known type"),
        ({"attributes": {"Pet": {"name": "string|words"}}}, "Pet.name is no attribute of a known type"),
        ({"attributes": {"Pet": {"Name": "string"}}}, "Pet.Name is no attribute of a known type"),
        ({"open": ["Visit"]}, "Visit stands"),
        ({"constraints": ["Pet.age required"]}, "Pet.age has a constraint"),
        ({"constraints": ["Visit.day required"]}, "Visit.day has a constraint"),
        ({"constraints": ["Owner unique name,phone"]}, "Owner stands"),
        ({"relationships": ["Visit -> Vet"]}, "Vet stands"),
        ({"relationships": ["Owner -> Pet"]}, "Owner stands"),
        ({"operations": ["Owner call"]}, "Owner stands"),
        ({"without": ["Owner delete"]}, "Owner stands"),
        ({"auth": {"scheme": "jwt", "account": "Vet"}}, "Vet stands"),
        ({"may": {"entities": ["Pet"]}}, "Pet stands"),
        ({"may": {"relationships": ["Pet -> Vet"]}}, "Vet stands"),
    ],
)
def test_what_does_not_agree_is_refused(change: dict[str, object], told: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(told)):
        Case.model_validate(SMALL | change)


@pytest.mark.parametrize(
    "change",
    [
        {"text": ""},
        {"style": "poem"},
        {"entities": ["pet"]},
        {"constraints": ["Pet.name needed"]},
        {"constraints": ["Pet.name values "]},
        {"constraints": ["Pet.name minimum"]},
        {"constraints": ["Pet unique name"]},
        {"relationships": ["Visit - Pet"]},
        {"operations": ["post /visits"]},
        {"operations": ["Visit"]},
        {"operations": ["Visit Cancel"]},
        {"without": ["Visit cancel"]},
        {"auth": {"scheme": "magic"}},
        {"pagination": "pages"},
        {"colour": "red"},
    ],
)
def test_what_is_not_in_the_form_of_a_case_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Case.model_validate(SMALL | change)


def test_cases_are_read_by_the_names_of_their_files() -> None:
    folder = resources.files("evals") / "data" / "extraction"
    fourth = [item["id"] for item in yaml.safe_load((folder / "fourth.yaml").read_text(encoding="utf-8"))]
    assert [case.id for case in _cases("extraction")][: len(fourth)] == fourth


def test_links_have_one_spelling() -> None:
    assert links(("A <-> B", "B <-> A", "B -> A")) == {"A <-> B": 2, "B -> A": 1}


def test_perfect_facts_name_all_entities() -> None:
    assert perfect(CASE).entities == ("Author", "Book", "Member", "Tag")
