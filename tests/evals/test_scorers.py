"""Each scorer is full for faultless facts and falls for each planted fault."""

import pytest

from evals.cases import Auth, Case, read_cases
from evals.doings import Doing
from evals.facts import Facts
from evals.scorers import attributes, auth, constraints, entities, operations, relationships, roles, stack, types
from tests.evals.samples import CASE, SCORERS, done, fallen, is_scored, perfect, scored

FACTS = perfect(CASE)
HELD_BACK = ("short_held_back", "held_back", "varied_held_back")
TUNED = (*read_cases("short"), *read_cases("extraction"), *read_cases("varied"))
FEWEST = 20
"""So many tuned cases at least tell something of what each scorer judges."""


def _with(**changes: object) -> Facts:
    return Facts.model_validate(FACTS.model_dump() | changes)


def _without(constraint: str) -> list[str]:
    return [item for item in CASE.constraints if item != constraint]


def _doings(*changed: Doing, lost: str = "") -> list[Doing]:
    return [*(doing for doing in FACTS.doings if doing.name != lost), *changed]


@pytest.mark.parametrize("case", [CASE, *TUNED], ids=lambda case: case.id)
async def test_faultless_facts_score_full(case: Case) -> None:
    assert await fallen(case, perfect(case)) == {}


async def test_faultless_facts_of_cases_held_back_score_full() -> None:
    fell = 0
    for case in (case for folder in HELD_BACK for case in read_cases(folder)):
        fell += len(await fallen(case, perfect(case)))
    assert fell == 0


@pytest.mark.parametrize("name", SCORERS)
async def test_each_scorer_is_asked_often_enough(name: str) -> None:
    scores = [await scored(name, case, perfect(case)) for case in TUNED]
    assert sum(map(is_scored, scores)) >= FEWEST


@pytest.mark.parametrize(
    ("name", "changes", "told"),
    [
        ("entities", {"entities": ["Author", "Book", "Member"]}, "missing: Tag"),
        ("entities", {"entities": [*FACTS.entities, "Screen"]}, "false: Screen"),
        ("relationships", {"links": ["Book -> Author"]}, "missing: Book <-> Tag"),
        ("auth", {"scheme": "session"}, "scheme is session, not jwt"),
        ("roles", {"roles": []}, "missing: librarian"),
        ("roles", {"roles": ["janitor", "librarian"]}, "false: janitor"),
        ("stack", {"pagination": "cursor"}, "pagination is cursor, not offset"),
        ("exclusions", {"actions": {"Tag": ["list", "delete"]}}, "there all the same: Tag delete"),
        ("exclusions", {"actions": {"Member": ["list"]}}, "there all the same: Member list"),
        *(("constraints", {"constraints": _without(item)}, f"missing: {item}") for item in CASE.constraints),
        ("operations", {"doings": _doings(lost="Book borrow|check_out")}, "missing: Book borrow|check_out"),
        ("operations", {"doings": _doings(lost="Member analytics")}, "missing: Member analytics"),
        ("operations", {"routes": []}, "missing: POST /v1/books/{id}/return"),
        ("operations", {"routes": ["PUT /books/{}/return"]}, "missing: POST /v1/books/{id}/return"),
        ("operations", {"doings": _doings(done("Book burn"))}, "false: Book burn"),
        ("operations", {"doings": _doings(done("GET /books/{id}/return"))}, "false: GET /books/{id}/return"),
    ],
)
async def test_a_planted_fault_is_told_by_its_scorer_and_by_no_other(
    name: str, changes: dict[str, object], told: str
) -> None:
    said = await fallen(CASE, _with(**changes))
    assert set(said) == {name}
    assert said[name].endswith(told)


async def test_an_error_is_no_silence() -> None:
    said = await fallen(CASE, Facts(error="It broke."))
    assert set(said) == set(SCORERS) - {"types"}
    assert {name for name, words in said.items() if words == "It broke."} == set(said) - {"auth", "stack"}


async def test_what_the_text_does_not_tell_is_not_scored() -> None:
    silent = Case(id="x", domain="y", text="z", entities=("Book",))
    scores = {name: await scored(name, silent, perfect(silent)) for name in SCORERS}
    assert {name for name, score in scores.items() if is_scored(score)} == {"entities", "relationships"}


async def test_a_text_about_no_data_must_give_no_entities() -> None:
    film = Case(id="x", domain="y", text="z", instead="a film", auth=Auth(scheme="jwt"))
    assert await fallen(film, Facts(error="There is nothing to keep.")) == {}
    assert set(await fallen(film, FACTS)) == {"entities"}


def test_a_missing_and_a_false_entity() -> None:
    result = entities.compare(CASE, _with(entities=["Author", "Book", "Librarian", "Member", "Screen"]))
    assert (result.missing, result.false) == (("Tag",), ("Screen",))


def test_missing_and_false_attributes() -> None:
    found = {
        "Book": {"title": "string", "isbn": "string", "subtitle": "string", "state": "enum"},
        "Member": {"name": "string", "email": "email", "phone": "string"},
        "Author": {"name": "string"},
    }
    result = attributes.compare(CASE, _with(attributes=found))
    assert (result.missing, result.false) == (("Book.pages",), ("Book.isbn",))


def test_wrong_types() -> None:
    compared, wrong = types.compare(CASE, _with(attributes={"Book": {"title": "text", "pages": "int32"}}))
    assert compared == 2
    assert wrong == ["Book.title is text, not string"]


def test_direction_and_number_of_relationships_count() -> None:
    found = ["Author -> Book", "Book <-> Tag", "Book <-> Tag", "Book -> Librarian"]
    result = relationships.compare(CASE, _with(links=found))
    assert (result.missing, result.false) == (("Book -> Author",), ("Author -> Book", "Book <-> Tag"))


def test_wrong_account_and_stack() -> None:
    assert auth.compare(CASE, _with(account="User"))["account"] == ("Member", "User")
    assert stack.compare(CASE, _with(datastore="postgresql"))["datastore"] == ("sqlite", "postgresql")


def _lost(stated: str, found: str) -> list[str]:
    return constraints.missing(CASE.model_copy(update={"constraints": (stated,)}), Facts(constraints=(found,)))


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("Book.pages minimum 1", "Book.pages minimum 1.0"),
        ("Book.pages maximum 1000", "Book.pages maximum 1e3"),
        ("Book.pages minimum -0.50", "Book.pages minimum -0.5"),
        ("Book.pages default 0", "Book.pages default 0.00"),
        ("Book.state default In stock", "Book.state default in_stock"),
        ("Book.state default true", "Book.state default True"),
        ("Book.state values lent|in stock", "Book.state values in_stock|lent"),
        ("Book.state values 1|2", "Book.state values 2|1"),
        ("Book unique title,author", "Book unique author,title"),
    ],
)
def test_constraints_that_mean_the_same(stated: str, found: str) -> None:
    assert _lost(stated, found) == []


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("Book.title required", "Book.title optional"),
        ("Book.title required", "Book.pages required"),
        ("Book.title required", "Film.title required"),
        ("Book.title unique", "Book unique title,author"),
        ("Book.title max_length 20", "Book.title min_length 20"),
        ("Book.pages minimum 1", "Book.pages minimum 10"),
        ("Book.pages minimum 1", "Book.pages minimum -1"),
        ("Book.state default lent", "Book.state default in_stock"),
        ("Book.state values in_stock|lent", "Book.state values in_stock|lent|lost"),
        ("Book unique title,author", "Book unique title,author,pages"),
    ],
)
def test_constraints_that_mean_something_else(stated: str, found: str) -> None:
    assert _lost(stated, found) == [stated]


async def test_constraints_are_a_share_and_further_ones_are_not_judged() -> None:
    kept = [*CASE.constraints[2:], "Author.name required"]
    score = await scored("constraints", CASE, _with(constraints=kept))
    assert score.value == {"recall": 1 - 2 / len(CASE.constraints)}


@pytest.mark.parametrize(
    "doing",
    [
        Doing(name="x", entities=("Book", "Member"), words=("book", "out", "check"), routes=()),
        Doing(name="x", entities=("Book",), words=("borrow",), routes=("POST /books/{}/loans",)),
    ],
)
def test_an_operation_is_found_by_one_of_its_verbs(doing: Doing) -> None:
    result = operations.compare(CASE, _with(doings=_doings(doing, lost="Book borrow|check_out")))
    assert (result.missing, result.false) == ((), ())


@pytest.mark.parametrize(
    "doing",
    [
        Doing(name="x", entities=("Book",), words=("check", "book"), routes=()),
        Doing(name="x", entities=("Tag",), words=("borrow",), routes=()),
    ],
)
def test_half_a_verb_and_another_entity_are_another_operation(doing: Doing) -> None:
    result = operations.compare(CASE, _with(doings=_doings(doing, lost="Book borrow|check_out")))
    assert (result.missing, result.false) == (("Book borrow|check_out",), ("x",))


def test_a_standard_route_is_found_and_is_never_false() -> None:
    case = CASE.model_copy(update={"operations": ("GET /api/v2/books/:book",)})
    result = operations.compare(case, Facts(routes=("GET /books/{}", "PATCH /books/{}")))
    assert (result.right, result.missing, result.false) == (1, (), ())


def test_what_may_be_done_counts_neither_way() -> None:
    extra = [done(item) for item in CASE.may.operations]
    result = operations.compare(CASE, _with(doings=_doings(*extra)))
    assert (result.right, result.missing, result.false) == (3, (), ())


async def test_operations_where_none_is_expected() -> None:
    none = CASE.model_copy(update={"operations": ()})
    assert not is_scored(await scored("operations", none, Facts()))
    score = await scored("operations", none, Facts(doings=(done("Book burn"),)))
    assert score.value == {"precision": 0.0, "recall": 1.0, "f1": 0.0}


async def test_exclusions_are_a_share() -> None:
    score = await scored("exclusions", CASE, _with(actions={"Tag": ["delete"], "Author": ["delete"]}))
    assert score.value == {"accuracy": 0.5}
    score = await scored("exclusions", CASE, _with(actions={"Tag": ["delete"], "Member": ["list"]}))
    assert score.value == {"accuracy": 0.0}


def test_usual_roles_may_come_in_addition() -> None:
    found = ["admin", "janitor", "member"]
    result = roles.compare(CASE, _with(roles=found, usual_roles=["admin", "member"]))
    assert (result.missing, result.false) == (("librarian",), ("janitor",))


def test_a_usual_role_that_the_text_names_is_found() -> None:
    named = CASE.model_copy(update={"auth": CASE.auth and CASE.auth.model_copy(update={"roles": ("admin",)})})
    result = roles.compare(named, _with(roles=["admin", "member"], usual_roles=["admin", "member"]))
    assert (result.right, result.missing, result.false) == (1, (), ())
