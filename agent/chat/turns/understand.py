"""From the words of a turn to what it asks for: each clause goes to the first reader that understands it."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from agent.chat.turns.access import read_access
from agent.chat.turns.additions import read_additions
from agent.chat.turns.attempts import Refusal, mention, read_clause
from agent.chat.turns.authentication import read_auth
from agent.chat.turns.background import background, ordered
from agent.chat.turns.clauses import MOST, Part, Purpose, parts
from agent.chat.turns.commands import read_command
from agent.chat.turns.constraints import read_constraints
from agent.chat.turns.deletion import read_deletion
from agent.chat.turns.entities import read_entities
from agent.chat.turns.enums import read_enums
from agent.chat.turns.forms import nearest
from agent.chat.turns.lifecycle import read_lifecycle
from agent.chat.turns.permissions import tell_openings
from agent.chat.turns.references import MEMBERS, entity_of, find
from agent.chat.turns.relationships import read_relationships
from agent.chat.turns.removals import read_refusals, read_removals
from agent.chat.turns.renames import read_renames
from agent.chat.turns.roles import read_roles
from agent.chat.turns.scene import Planner, Scene
from agent.chat.turns.settings import read_settings
from agent.chat.turns.stacks import in_place, read_stack
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
_AS_A_REASON = "that is said as a reason, and is not done; say it in a sentence of its own"
_BRIEF = re.compile(r"[\w']+(?: [\w']+){0,5}")
"""A sentence that may only make sense with the one before it."""
_CASE = re.compile(
    r"(?P<case>(?:before|after|when(?:ever)?|once|until|as soon as|if|unless)\s[^,]{2,120}),\s", re.IGNORECASE
)
_OF = re.compile(
    r"\b(?!(?:name|word|term|notion|idea|meaning)\b)(?P<member>[\w-]+) of (?:(?:the|an?|our|all|every|each) )?"
    r"(?P<entity>[\w-]+)",
    re.IGNORECASE,
)
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
    spoken = parts(said)
    pieces = [part.text for part in spoken if part.purpose is Purpose.WISH]
    if not pieces:
        return _unclear(said, "Nothing was asked for.", scene)
    if len(pieces) > MOST:
        return _unclear(said, f"That is more than {MOST} things at once.", scene)
    command = _command(said, spoken, scene)
    if command is not None:
        return command
    refused: list[tuple[str, str]] = []
    understood = 0
    for part in spoken:
        if part.purpose is not Purpose.WISH:
            _mention(part.said, scene)
            refused += [(part.text, _AS_A_REASON)] * (part.purpose is Purpose.RULE)
            continue
        why = _in_its_case(in_place(part.text, said), scene)
        if why is None or (refused and _BRIEF.fullmatch(part.text) and _together(refused, part.text, scene)):
            understood += 1
        else:
            _mention(part.said, scene)
            refused.append((part.text, why.why))
    if not understood:
        return _unclear(said, next((why for _, why in refused if why), "No form of the grammar fits."), scene)
    for text, why_not in refused:
        if why_not == _AS_A_REASON or not background(text):
            scene.notes.leave(f"{text[:200]}: {why_not}" if why_not else text[:200])
    return _turn(scene)


def _in_its_case(piece: str, scene: Scene) -> Refusal | None:
    """None for a clause that is understood, with the case in which it holds: `after we delete a book, remove …`."""
    case = _CASE.match(piece)
    try:
        with scene.whole():
            refused = read_clause(piece, scene, _read_each)
            if case and refused is None and any(left.startswith(case["case"]) for left in scene.notes.unplaced):
                raise BadInput("It is not understood when that is to be.", hint="Say it without the condition.")
            return refused
    except BadInput as error:
        return Refusal(str(error))


def _mention(said: str, scene: Scene) -> None:
    """What a sentence names is `it` in the next one; none of `the analytics of books`, which are not the books."""
    of = (match for match in _OF.finditer(said[:LONGEST_CLAUSE]) if entity_of(match["entity"], scene) is not None)
    if all(find(f"{match['member']} of {match['entity']}", scene, MEMBERS) for match in of):
        mention(said, scene)


def _together(refused: list[tuple[str, str]], brief: str, scene: Scene) -> bool:
    """Whether a brief sentence makes a wish of one before it: `People leave the phone empty. That must stop.`"""
    for at in range(len(refused) - 1, max(-1, len(refused) - 4), -1):
        if read_clause(f"{refused[at][0]}, {brief}", scene, _read_each) is None:
            del refused[at]
            return True
    return False


def _command(said: str, spoken: Sequence[Part], scene: Scene) -> CommandTurn | None:
    """The command that a turn is, beside which there is only background."""
    pieces = [part.text for part in spoken if part.purpose is Purpose.WISH]
    if len(pieces) == 1 and (command := read_command(pieces[0], scene)) is not None:
        return command
    whole = plain(said)
    if len(whole) <= LONGEST_CLAUSE and not any(map(ordered, pieces[1:])):
        asked = read_command(whole, scene)
        if asked is not None and (asked.command == "why" or asked.shown is not None):
            return asked
    asking = [piece for piece in pieces if not background(piece)]
    return read_command(asking[0], scene) if len(asking) == 1 else None


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
    tell_openings(scene)
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
