"""Chats of twelve turns on each language, with the grammar alone and with a scripted model, proven after every turn."""

import json
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from agent.chat.threads import STATE_VARIABLE, opened
from agent.context import Settings, default_context
from agent.model.port import ModelPort, Reply, ToolCall, Usage
from agent.model.scripted import ScriptedModel
from agent.outcome import Answered, Completed, Outcome
from agent.state import RunInput
from tools.validators.evidence import Level

FIRST = "Build a library API: books, authors and loans; members borrow books; JWT; cursor pagination"
GRAMMAR = (
    FIRST,
    "add reviews with a 1–5 rating",
    "rename title to name",
    "add a subtitle to books, at most 200 characters",
    "make subtitle unique",
    "switch to offset pagination",
    "only admins may delete reviews",
    "undo that",
    "why is there an index on author?",
    "show the diff",
    "show the blueprint",
)
OTHER = {"fastapi": "make it Express", "express": "make it FastAPI"}
STARS = {"type": "int32", "minimum": 1, "maximum": 5, "required": True}
REVIEW = (
    {"op": "set", "part": "entity", "name": "Review", "value": {"attributes": [{"name": "stars", **STARS}]}},
    {"op": "set", "part": "relationship", "name": "Review.book", "value": {"to": "Book", "required": True}},
    {"op": "set", "part": "relationship", "name": "Review.critic", "value": {"to": "Member", "required": True}},
    {"op": "set", "part": "entity", "name": "Review", "value": {"owner": "critic"}},
    {"op": "set", "part": "resource", "name": "Review", "value": {"actions": ["list", "read", "create", "delete"]}},
    {"op": "set", "part": "permission", "name": "Review.list", "value": {"allow": ["authenticated"]}},
    {"op": "set", "part": "permission", "name": "Review.read", "value": {"allow": ["authenticated"]}},
    {"op": "set", "part": "permission", "name": "Review.create", "value": {"allow": ["owner"]}},
    {"op": "set", "part": "permission", "name": "Review.delete", "value": {"allow": ["owner", "admin"]}},
)
CALLED = {
    "op": "rename", "part": "attribute", "name": "Book.title", "to": "name",
    "because": "title of a book sounds stiff",
}  # fmt: skip
BLURB = {"op": "set", "part": "attribute", "name": "Book.blurb", "value": {"type": "text", "max_length": 2000}}
PAGED = {
    "op": "set",
    "part": "setting",
    "name": "api.pagination.style",
    "value": "offset",
    "because": "by page numbers",
}
MODEL: tuple[tuple[str, tuple[dict[str, Any], ...] | None], ...] = (
    (FIRST, ()),
    ("Whoever finished a copy gives it stars, five being best.", REVIEW),
    ("The title of a book sounds stiff, people simply say its name.", (CALLED,)),
    ("Whoever flips a copy over sees a blurb.", (BLURB,)),
    ("Our front end leafs through everything by page numbers.", (PAGED,)),
    ("undo that", None),
    ("redo", None),
    ("show the diff", None),
    ("why is there an index on author?", None),
    ("show the operations", None),
    ("show the history", None),
)


def batch(edits: tuple[dict[str, Any], ...]) -> Reply:
    call = ToolCall("1", "edit_blueprint", json.dumps({"edits": list(edits), "placed": [1]}))
    return Reply("", (call,), Usage(3000, 200))


@dataclass
class Talk:
    """A chat, its outcomes, and what it is proven to."""

    stack: str
    level: Level
    model: ModelPort | None = None
    outcomes: list[Outcome] = field(default_factory=list)

    def hold(self, out: Path, turns: tuple[str, ...]) -> list[Completed]:
        """The versions, each delivered into the folder."""
        framework, datastore = self.stack.split("-")
        settings = Settings(level=self.level, out=str(out))
        with ExitStack() as stack:
            thread = stack.enter_context(opened("talk"))
            context = replace(default_context(settings, thread.blobs), model=self.model)
            for text in turns:
                given = RunInput(text=text)
                if not thread.versions:
                    given["stack"] = {"framework": framework, "datastore": datastore}
                self.outcomes.append(thread.say(given, context, lambda event: None, lambda asked: None))
        for text, outcome in zip(turns, self.outcomes, strict=True):
            assert isinstance(outcome, Completed | Answered), (text, outcome)
            assert outcome.proof.failed == outcome.proof.skipped == 0, text
        return [outcome for outcome in self.outcomes if isinstance(outcome, Completed)]


def migrations(versions: list[Completed]) -> list[str]:
    return [name for item in versions if item.version for name in item.version.migrations]


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))


def by_grammar(stack: str, level: Level, out: Path) -> None:
    talk = Talk(stack, level)
    framework, datastore = stack.split("-")
    versions = talk.hold(out, (*GRAMMAR, OTHER[framework]))
    assert len(versions) == 9
    assert migrations(versions) == [
        "0002_add_review", "0003_rename_book_title_to_name", "0004_add_book_subtitle", "0005_change_book_subtitle",
    ]  # fmt: skip
    assert versions[-1].stack["framework"] != framework
    assert versions[-1].stack["datastore"] == datastore
    [why] = [item.text for item in talk.outcomes if isinstance(item, Answered) and "index" in item.text.lower()][:1]
    assert "[indexes]" in why
    assert versions[6].blueprint != versions[5].blueprint == versions[7].blueprint
    everything_is_there(out, 5)


def by_model(stack: str, level: Level, out: Path) -> None:
    model = ScriptedModel([batch(edits) for _, edits in MODEL if edits is not None])
    talk = Talk(stack, level, model)
    versions = talk.hold(out, (*(text for text, _ in MODEL), OTHER[stack.split("-")[0]]))
    assert len(versions) == 8
    assert sum(item.spend.calls for item in talk.outcomes) == 5
    assert max(item.spend.tokens for item in talk.outcomes) <= 12_000
    assert migrations(versions) == ["0002_add_review", "0003_rename_book_title_to_name", "0004_add_book_blurb"]
    assert all(item.notices == () for item in versions)
    everything_is_there(out, 4)


def everything_is_there(out: Path, count: int) -> None:
    found = sorted(path.name for path in (out / "migrations/sql").glob("*.up.sql"))
    assert [name[:4] for name in found] == [f"{number:04}" for number in range(1, count + 1)]
    rename = next(path for path in (out / "migrations/sql").glob("0003*.up.sql"))
    assert '"name"' in rename.read_text(encoding="utf-8")


@pytest.mark.parametrize(("talk", "stack"), [(by_grammar, "fastapi-sqlite"), (by_model, "express-postgresql")])
def test_a_chat_of_twelve_turns(talk: Any, stack: str, tmp_path: Path) -> None:
    talk(stack, "static", tmp_path / "out")


@pytest.mark.proof
@pytest.mark.parametrize("stack", ["fastapi-sqlite", "express-postgresql"])
@pytest.mark.parametrize("talk", [by_grammar, by_model])
def test_a_chat_of_twelve_turns_is_proven_live_after_each(talk: Any, stack: str, tmp_path: Path) -> None:
    talk(stack, "live", tmp_path / "out")
