"""From the words of a turn to what it asks for: each clause goes to the first reader that understands it."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from agent.chat.turns.access import read_access
from agent.chat.turns.additions import read_additions
from agent.chat.turns.attempts import Refusal, mention, read_clause
from agent.chat.turns.authentication import read_auth
from agent.chat.turns.clauses import MOST, clauses
from agent.chat.turns.commands import read_command
from agent.chat.turns.constraints import read_constraints
from agent.chat.turns.deletion import read_deletion
from agent.chat.turns.entities import read_entities
from agent.chat.turns.enums import read_enums
from agent.chat.turns.forms import nearest
from agent.chat.turns.lifecycle import read_lifecycle
from agent.chat.turns.relationships import read_relationships
from agent.chat.turns.removals import read_refusals, read_removals
from agent.chat.turns.renames import read_renames
from agent.chat.turns.roles import read_roles
from agent.chat.turns.scene import Planner, Scene
from agent.chat.turns.settings import read_settings
from agent.chat.turns.stacks import read_stack
from agent.chat.turns.transitions import read_transitions
from agent.chat.turns.turn import CommandTurn, EditTurn, StackTurn, Turn, UnclearTurn
from agent.chat.turns.wording import plain
from agent.planner.text.limits import readable
from agent.task import StackWish
from tools.blueprint.model import Blueprint
from tools.errors import BadInput

LONGEST = 10_000
"""Characters of a turn."""
_CODE = re.compile(r"(?<!\S)--(?!\S)|/\*|[\"'`]\s*\)*\s*;\s*\w|</?script|\$\{|\{\{", re.IGNORECASE)
"""What no sentence has: comments and ends of statements, markup, templates."""
_SHARED = re.compile(
    r"^(?P<verb>use|enable|turn on|support|with|disable|turn off|no|without)\s+(?P<rest>.+ and .+)$", re.IGNORECASE
)
_AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)
LONGEST_CLAUSE = 400
"""Characters of one thing that is asked for: the patterns of the grammar look at all ways to split it."""
Reader = Callable[[str, Scene], bool]
_READERS: tuple[Reader, ...] = (
    read_stack, read_renames, read_auth, read_settings, read_lifecycle,
    read_roles, read_deletion, read_refusals, read_removals,
    read_transitions, read_access, read_enums, read_relationships, read_entities, read_constraints, read_additions,
)  # fmt: skip
"""In this order: those first whose forms leave least room for another meaning."""


def understand(
    text: str,
    blueprint: Blueprint,
    stack: Mapping[str, str],
    planner: Planner,
    answers: Mapping[str, str] = MappingProxyType({}),
) -> Turn:
    """What a turn asks for: pure, the same for the same words and Blueprint.

    `stack`: the technologies of now, by `framework` and `datastore`. `answers`: to questions that the same turn raised
    before, by id. Raises BadInput for what is no text.
    """
    scene = Scene(blueprint, stack, planner, answers)
    said = readable(text[: LONGEST + 1])
    if len(text) > LONGEST:
        return _unclear(said, "That is too long for one turn.", scene)
    if said == "?":
        return CommandTurn(command="help")
    if _CODE.search(said):
        return _unclear(said, "That looks like code, and nothing of it is done.", scene)
    pieces = clauses(said)
    if not pieces:
        return _unclear(said, "Nothing was asked for.", scene)
    if len(pieces) > MOST:
        return _unclear(said, f"That is more than {MOST} things at once.", scene)
    whole = plain(said)
    asked = read_command(whole, scene) if len(pieces) > 1 and len(whole) <= LONGEST_CLAUSE else None
    if asked is not None and (asked.command == "why" or asked.shown is not None):
        return asked
    if len(pieces) == 1 and (command := read_command(pieces[0], scene)) is not None:
        return command
    reason, understood = "", False
    for piece in pieces:
        refused = read_clause(piece, scene, _read_each)
        understood = understood or refused is None
        if refused is not None:
            reason = reason or refused.why
            mention(piece, scene)
            scene.notes.leave(f"{piece[:200]}: {refused.why}" if refused.why else piece[:200])
    if not understood:
        return _unclear(said, reason or "No form of the grammar fits.", scene)
    return _turn(scene)


def _read(piece: str, scene: Scene) -> Refusal | None:
    """None for a clause that is understood; else why it is not.

    A name that is not there may be no name at all to another reader; whatever else is wrong ends the search.
    """
    if len(piece) > LONGEST_CLAUSE:
        return Refusal(f"That is longer than {LONGEST_CLAUSE} characters: say it in several sentences.", final=True)
    first = ""
    for reader in _READERS:
        try:
            with scene.whole():
                if reader(piece, scene):
                    return None
        except BadInput as error:
            if error.code not in {"unknown-name", "no-value"}:
                return Refusal(str(error), final=True)
            first = first or str(error)
    return Refusal(first)


def _read_each(piece: str, scene: Scene) -> Refusal | None:
    """As `_read`; of `use JWT and camelCase` each thing by itself, where all of them are understood so."""
    shared = _SHARED.match(piece)
    if shared is None:
        return _read(piece, scene)
    verb = shared["verb"]
    parts = [
        part if part.lower().startswith(f"{verb.lower()} ") else f"{verb} {part}" for part in _AND.split(shared["rest"])
    ]
    try:
        with scene.whole():
            if any(_read(part, scene) is not None for part in parts):
                raise BadInput("Not each of these is understood.", hint="Say them one by one.")
    except BadInput:
        return _read(piece, scene)
    return None


def _turn(scene: Scene) -> Turn:
    notes = scene.notes
    if not scene.edits and scene.wish != StackWish():
        return StackTurn(stack=scene.wish, assumptions=notes.assumptions, unplaced=notes.unplaced)
    if not scene.edits and scene.wish == StackWish() and not notes.assumptions and not notes.questions:
        notes.assume("All of that is so already.")
    return EditTurn(
        edits=tuple(scene.edits),
        stack=scene.wish,
        assumptions=notes.assumptions,
        questions=notes.questions,
        risks=notes.risks,
        unplaced=notes.unplaced,
    )


def _unclear(said: str, reason: str, scene: Scene) -> UnclearTurn:
    return UnclearTurn(said=said[:500], reason=reason, nearest=nearest(said, scene))
