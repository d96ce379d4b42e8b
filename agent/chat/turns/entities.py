"""Reads new entities: `add reviews with a 1-5 rating`, `members can leave comments on books`."""

import re

from agent.chat.turns.definitions import defined, hang, restate
from agent.chat.turns.items import stated
from agent.chat.turns.kinds import begins_with_type
from agent.chat.turns.new_names import names_thing
from agent.chat.turns.planning import planned
from agent.chat.turns.references import bare, entity_of
from agent.chat.turns.roles import role_of, whom
from agent.chat.turns.scene import Scene
from agent.chat.turns.taking import HANGING, take
from agent.planner.archetypes import known, names_of_attributes
from agent.planner.naming import entity_name
from agent.planner.notes import Notes
from agent.planner.text.words import ACTING, ATTRIBUTE_WORDS
from tools.blueprint.names import pascal, plural_snake, singular, snake, words
from tools.errors import BadInput

_ADD = re.compile(
    r"^(?:(?:add|create|introduce|include|support|we need|we want|i need|there (?:are|is|should be)|have|track|manage|"
    r"keep)\s+|(?=new (?:entity|table|model)\b))"
    r"(?P<what>.+)$",
    re.I,
)
_DO = re.compile(
    r"^(?P<who>.+?)\s+(?:can|may|should be able to|must be able to|are able to|are allowed to|should)\s+(?:also\s+)?"
    r"(?P<verb>leave|write|post|submit|make|add|create|give|upload|send|place|file|open)\s+"
    r"(?P<what>.+)$",
    re.I,
)
_ACT = re.compile(
    r"^(?P<who>.+?)\s+(?:can|may|should be able to|must be able to|are able to)\s+(?:also\s+)?(?P<verb>[a-z]+"
    r")\s+(?P<what>[^,;()]+)$",
    re.I,
)
_HAVE = re.compile(
    r"^(?P<owner>.+?)\s+(?:also\s+)?(?:can\s+|should\s+|may\s+)?(?:have|has|get|gets)\s+(?P<what>.+)$", re.I
)
_MISSED = re.compile(
    r"^(?:(?:our|the|some|many|most)\s+)?[a-z-]+\s+(?:miss|lack|are missing|are asking for|keep asking for)\s+"
    r"(?P<what>[a-z]+s)$",
    re.I,
)
"""`our shoppers miss reviews`: only of things that backends usually have."""
_HEAD = re.compile(
    r"^(?P<lead>(?:(?:an?|the|new|some|many|several|also|another|their|its|multiple|exactly|one)\s+)*)"
    r"(?:(?:entity|table|model|resource|thing)s?\s+(?:called\s+|named\s+|for\s+)?)?"
    r"(?P<noun>[A-Za-z][\w-]*(?:\s+[A-Za-z][\w-]*){0,2}?)"
    r"(?P<rest>\s*(?:$|[,(:;].*|\s(?:with|on|to|for|of|about|that|which|who|having|where|by|under|in|"
    r"belonging|has|have)\b.*))$",
    re.I,
)


_SAID_BEHIND = re.compile(
    r"^(?P<lead>(?:(?:an?|the|new|another)\s+)*)(?P<noun>(?!(?:an?|the|new|"
    r"another)\b)[A-Za-z][\w-]*(?:\s[A-Za-z][\w-]*)?)\s+(?:entity|table|model)(?=\s|$|[,(:])",
    re.I,
)


def thing(said: str, scene: Scene, below: str | None = None) -> bool:
    """Whether words name a new entity, and no value of one: `reviews with a rating`, `a Publisher with a name`."""
    match = _HEAD.match(_unquoted(said))
    if match is None:
        return False
    noun = match["noun"]
    if entity_of(noun, scene) is not None and not re.search(r"\b(?:entity|table|model)\b", said, re.I):
        return False
    said_so = re.match(r"(?:(?:an?|the|new|another)\s+)*(?:entity|table|model|resource)\b", _unquoted(said), re.I)
    pieces = words(noun)
    if "_" in noun and noun.islower() and not said_so:
        return False
    if not said_so and begins_with_type(match["rest"].strip(" ,:(")):
        return False
    if not pieces or re.match(r"(?:(?:an?|the|new)\s+)*(?:attribute|field|column|property)\b", said.strip(), re.I):
        return False
    several = singular(pieces[-1]) != pieces[-1]
    kind = known((*pieces[:-1], singular(pieces[-1])))
    with_parts = bool(re.match(r"\s*(?:with|that have|which have|having|\()", match["rest"], re.I))
    if said_so or (noun[:1].isupper() and not noun.isupper()):
        return True
    if kind and re.search(r"\bone\b", match["lead"], re.I):
        return True
    if several and below is None and not with_parts and not _valued(pieces):
        return True
    if several and re.search(r"\b(?:many|several|multiple)\b", match["lead"], re.I):
        return True
    if several:
        valued = _valued(pieces)
        return (kind and not valued) or (with_parts and not valued) or (below is None and kind)
    return with_parts and kind and below is None and "(" not in match["rest"]


def _valued(pieces: tuple[str, ...]) -> bool:
    """Whether a plural names a value: `pages`, `tags` of a thing that has no tags of its own are none."""
    return "_".join(pieces) in names_of_attributes() or pieces[-1] in ATTRIBUTE_WORDS


def _unquoted(said: str) -> str:
    return _SAID_BEHIND.sub(r"\g<lead>entity \g<noun>", re.sub(r"[`\"]", "", said.strip()))


def read_entities(said: str, scene: Scene) -> bool:
    """Whether the clause adds an entity, or says what one of this turn has."""
    said = _TWO_FOLD.sub(r"\g<name> (\g<a>, \g<b>)", re.sub(r",\s+(?=with\s)", " ", said))
    described = defined(said, scene)
    if described is not None:
        name, items, hangs = described
        new = name not in scene.entities
        if new and stated(name, f"{name} with {items}", scene) is None:
            return False
        made = (
            _plan(name, f"Add {name} with {items}", f"entity {name} with {items}", scene)
            if new
            else restate(name, items, scene)
        )
        if made:
            hang(name, hangs, scene)
            return True
    add, do, have, act = _ADD.match(said), _DO.match(said), _HAVE.match(said), _ACT.match(said)
    if act is not None and act["verb"].lower() in ACTING and whom(act["who"], scene) is not None:
        target = entity_of(act["what"], scene)
        name = pascal(ACTING[act["verb"].lower()])
        if target is not None and name not in scene.entities:
            many = plural_snake(target).replace("_", " ")
            return _plan(
                name, f"{_people(act['who'], scene)} can {act['verb']} {many}", f"{plural_snake(name)} of {many}", scene
            )
    if do is not None and whom(do["who"], scene) is not None:
        head = _HEAD.match(do["what"])
        if head is None or entity_of(head["noun"], scene) is not None or head["noun"].lower() in {"it", "them"}:
            return False
        return _plan(head["noun"], f"{_people(do['who'], scene)} can {do['verb']} {do['what']}", do["what"], scene)
    missed = _MISSED.match(said)
    if missed is not None and entity_of(missed["what"], scene) is None and known((singular(missed["what"].lower()),)):
        return _plan(missed["what"], f"Add {missed['what']}", missed["what"], scene)
    if add is not None and thing(add["what"], scene):
        head = _HEAD.match(_unquoted(add["what"]))
        return head is not None and _plan(head["noun"], _added(head, scene), add["what"], scene)
    if have is not None and thing(have["what"], scene):
        owner, head = entity_of(have["owner"], scene), _HEAD.match(_unquoted(have["what"]))
        if owner is None or head is None:
            return False
        many, noun = plural_snake(owner).replace("_", " "), head["noun"]
        clause = f"{many} have {have['what']}"
        if re.search(r"\bone\b", head["lead"], re.I):
            clause = f"Each {snake(owner).replace('_', ' ')} belongs to one {noun}"
        return _plan(noun, clause, f"{have['what']} of {many}", scene)
    return False


def _people(who: str, scene: Scene) -> str:
    """Whoever acts, as the accounts: that is whose the rows are then."""
    return plural_snake(scene.account).replace("_", " ") if scene.account is not None else who


def _added(head: re.Match[str], scene: Scene) -> str:
    """The clause as the planner understands it best: `tags to articles` are what articles have."""
    noun, rest = head["noun"], head["rest"]
    to = re.match(r"\s+(?:to|on|in)\s+([^,;()]+?)(?P<more>\s+with\b.*)?$", rest)
    owner = entity_of(to[1], scene) if to else None
    if to is None or owner is None:
        return f"Add {noun}{rest}"
    many = plural_snake(owner).replace("_", " ")
    if singular(words(noun)[-1]) in HANGING and scene.account is not None:
        return f"{_people('', scene)} can write {noun} about {many}{to['more'] or ''}"
    return f"{many} have {noun}{to['more'] or ''}"


def _plan(noun: str, clause: str, what: str, scene: Scene) -> bool:
    called = re.sub(r"^(?:new|many|several)\s+", "", bare(noun))
    if not names_thing(called):
        return False
    name = entity_name(called, Notes())
    if name in scene.entities and name not in scene.there and (listed := _WITH.search(what)) is not None:
        return restate(name, listed["items"], scene)
    if name in scene.entities:
        raise BadInput(
            f"There is a {name} already.", hint=f"Say what {name} gets: `add … to {name}`.", code="name-taken"
        )
    if role_of(noun, scene) is not None and not re.search(r"\bwith\b", what):
        return False
    draft = planned(_worded(name, clause, noun), scene)
    made = {entity.name for entity in draft.blueprint.entities}
    if name not in made:
        draft = planned(f"{clause}. There are {plural_snake(name).replace('_', ' ')}", scene)
    entity = next((entity for entity in draft.blueprint.entities if entity.name == name), None)
    if entity is None:
        raise BadInput(f"What a {name} is could not be read.", hint=f"Say `add {plural_snake(name)} with a name`.")
    take(entity, draft.blueprint, what, scene)
    for text in draft.unplaced:
        scene.notes.leave(text)
    return True


_DEMAND = r"(?:unique|mandatory|required|compulsory|optional)"
_TWO_FOLD = re.compile(rf"\ban?\s+(?P<a>{_DEMAND})\s+and\s+(?P<b>{_DEMAND})\s+(?P<name>\w+)", re.IGNORECASE)
"""`a unique and mandatory name`"""
_WITH = re.compile(r"\bwith\s+(?P<items>.+)$", re.IGNORECASE)


def _worded(name: str, clause: str, noun: str) -> str:
    """The clause with the plural of the entity, which is what the planner takes for one."""
    return re.sub(rf"\b(?:an?\s+)?{re.escape(noun)}\b", plural_snake(name).replace("_", " "), clause, count=1)
