"""Whatever comes in: a Blueprint that passes every check, or an error with a hint; nothing else."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.planner import Draft, RulebookPort, plan
from agent.task import Request, TaskType
from tools.blueprint.check import check
from tools.errors import AgentError, BadInput

HOSTILE = [
    'User"; DROP TABLE x;--',
    "../../etc",
    "__proto__",
    "Uѕer",
    "Пользователь",
    "A" * 300,
    "<script>alert(1)</script>",
    "{{7*7}}",
    "$(rm -rf /)",
    "user\nname",
    "a\x00b",
    "; ls",
    "%s%s",
    "",
    "   ",
    "123",
    "用户",
]
SETTINGS = settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
WORDS = [
    "book",
    "books",
    "author",
    "users",
    "admins",
    "members",
    "loans",
    "orders",
    "and",
    "or",
    "with",
    "without",
    "has",
    "have",
    "belongs",
    "to",
    "many",
    "a",
    "an",
    "the",
    "each",
    ",",
    ";",
    ":",
    ".",
    "(",
    ")",
    "unique",
    "required",
    "optional",
    ">=",
    "0",
    "|",
    "low",
    "high",
    "no",
    "authentication",
    "JWT",
    "pagination",
    "cursor",
    "GraphQL",
    "can",
    "delete",
    "create",
    "only",
    "own",
    "title",
    "name",
    "price",
    "email",
    "date",
    "-",
    "#",
    "\n",
    "*",
    "1",
    "5",
    "from",
    "between",
    "is",
    "of",
    "in",
    "by",
    "SQLite",
    "FastAPI",
    "POST",
    "/books",
    "{id}",
    "manager",
    "who",
    "is",
    "also",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
KEYS = st.sampled_from(
    [
        "entities",
        "relationships",
        "operations",
        "authentication",
        "versioning",
        "rateLimit",
        "pagination",
        "errorHandling",
        "constraints",
        "apiSpec",
        "framework",
        "language",
        "patterns",
        "requirements",
        "schema",
        "migrations",
        "seedData",
        "architecture",
        "features",
        "name",
        "roles",
        "stack",
        "type",
    ]
)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(
    "shape",
    [
        lambda name: {"entities": [name]},
        lambda name: {"entities": [{"name": name}]},
        lambda name: {"entities": [{"name": "Book", "attributes": [{"name": name}]}]},
        lambda name: {"entities": ["Book"], "relationships": [{"from": "Book", "to": name}]},
        lambda name: {"entities": ["Book"], "roles": [name]},
    ],
)
def test_a_hostile_name_is_refused_with_its_path_or_made_safe(rulebook: RulebookPort, name: str, shape: object) -> None:
    payload = shape(name)  # type: ignore[operator]
    outcome = _outcome(rulebook, Request(task_type=TaskType.DESIGN_API, payload=payload))
    if isinstance(outcome, Draft):
        check(outcome.blueprint)
        assert outcome.blueprint.model_dump_json().isascii()
    else:
        assert isinstance(outcome, BadInput)
        assert outcome.path.startswith("payload.")
        assert outcome.hint


@SETTINGS
@given(text=st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_sentences_of_known_words(rulebook: RulebookPort, text: str) -> None:
    _holds(rulebook, Request(text=text))


@SETTINGS
@given(text=st.text(max_size=300))
def test_any_text(rulebook: RulebookPort, text: str) -> None:
    _holds(rulebook, Request(text=f"Build an API for books: {text}"))


@SETTINGS
@given(
    payload=st.dictionaries(KEYS | st.text(max_size=10), JSON, max_size=5),
    type_=st.sampled_from([*TaskType]),
)
def test_any_payload(rulebook: RulebookPort, payload: dict[str, object], type_: TaskType) -> None:
    _holds(rulebook, Request(task_type=type_, payload={"entities": ["Book"], **payload}))


@SETTINGS
@given(attributes=st.lists(st.text(max_size=40) | JSON, max_size=5))
def test_any_attributes(rulebook: RulebookPort, attributes: list[object]) -> None:
    payload = {"entities": [{"name": "Book", "attributes": attributes}]}
    _holds(rulebook, Request(task_type=TaskType.DESIGN_DATABASE, payload=payload))


def _holds(rulebook: RulebookPort, request: Request) -> None:
    outcome = _outcome(rulebook, request)
    if isinstance(outcome, Draft):
        check(outcome.blueprint)
        assert outcome == plan(request, rulebook)
    else:
        assert outcome.message
        assert outcome.hint


def _outcome(rulebook: RulebookPort, request: Request) -> Draft | AgentError:
    try:
        return plan(request, rulebook)
    except AgentError as error:
        return error
