import pytest

from tools.errors import (
    AgentError,
    BadInput,
    Cancelled,
    CheckFailed,
    Contradiction,
    DeadlineExceeded,
    Unsupported,
)


def test_every_error_tells_code_message_and_hint() -> None:
    error = AgentError("It broke.", code="it-broke", hint="Mend it.")
    assert error.to_dict() == {"code": "it-broke", "message": "It broke.", "hint": "Mend it."}
    assert str(error) == "It broke. Mend it."


def test_a_code_of_its_own_does_not_leak_into_the_class() -> None:
    assert BadInput("x", hint="y", code="special").code == "special"
    assert BadInput("x", hint="y").code == "bad-input"


def test_unsupported_lists_what_is_supported_in_sorted_order() -> None:
    error = Unsupported("The framework", "express", {"flask", "django"})
    assert error.message == "The framework 'express' is not supported."
    assert error.hint == "Supported: django, flask."
    assert error.to_dict()["supported"] == ["django", "flask"]


def test_unsupported_with_nothing_supported_says_so() -> None:
    assert Unsupported("The broker", "x", ()).hint == "Supported: none."


def test_contradiction_names_both_sides() -> None:
    error = Contradiction("no login", "owners see their own rows")
    assert error.sides == ("no login", "owners see their own rows")
    assert all(side in error.message for side in error.sides)


@pytest.mark.parametrize(
    ("error", "carried"),
    [
        (BadInput("x", hint="y", path="entities[0].name"), {"path": "entities[0].name"}),
        (CheckFailed("x", findings=["a", "b"]), {"findings": ["a", "b"]}),
        (DeadlineExceeded("The run", 2.5), {"limit_seconds": 2.5}),
        (Contradiction("a", "b"), {"sides": ["a", "b"]}),
    ],
)
def test_subclasses_tell_what_they_carry(error: AgentError, carried: dict[str, object]) -> None:
    assert carried.items() <= error.to_dict().items()


def test_codes_are_kebab_case_and_distinct() -> None:
    kinds = [AgentError, BadInput, Unsupported, Contradiction, CheckFailed, Cancelled, DeadlineExceeded]
    codes = [kind.code for kind in kinds]
    assert len(set(codes)) == len(kinds)
    assert all(code.replace("-", "").isalpha() and code.islower() for code in codes)
