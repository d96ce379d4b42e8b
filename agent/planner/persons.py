"""Makes references of people that stand among attributes: an assignee is an account, where there are accounts."""

from agent.planner.archetypes import archetype
from agent.planner.notes import Notes
from agent.planner.sketch import EntitySketch, RelationshipSketch, Sketch
from tools.blueprint.names import pascal, snake, words

_MAKERS = ("author", "owner", "creator", "reporter", "submitter", "uploader", "requester")
"""Whoever made a row, or has it: the row is his."""
_MADE = ("created_by", "reported_by", "submitted_by", "uploaded_by", "requested_by", "owned_by", "written_by")
_OTHERS = ("assignee", "assigned_to", "reviewer", "reviewed_by", "approver", "approved_by")
_MEMBERS = frozenset({"member", "participant", "collaborator", "contributor", "attendee"})


def settle_persons(sketch: Sketch, notes: Notes) -> None:
    """Turns such attributes, and entities like `ProjectMember`, into references; the account must be settled."""
    account = sketch.auth.account
    for entity in list(sketch.entities.values()):
        _member(entity, sketch, notes)
        if account is not None and entity.name != account:
            for name in list(entity.attributes):
                if name in (*_MAKERS, *_MADE, *_OTHERS) and _somebody(entity, name):
                    _refer(entity, name, account, sketch, notes)


def _somebody(entity: EntitySketch, name: str) -> bool:
    """No text by what is said of it, nor a person that such things have apart from accounts: a book's author."""
    if entity.attributes[name].facets.keys() - {"required"}:
        return False
    kind = archetype(entity.name)
    return kind is None or not any(pascal(name) in link.to and not link.people for link in kind.links)


def _refer(entity: EntitySketch, name: str, account: str, sketch: Sketch, notes: Notes) -> None:
    if any(item.source == entity.name and item.name == name for item in sketch.relationships):
        return
    attribute = entity.attributes.pop(name)
    maker = name in (*_MAKERS, *_MADE)
    required = attribute.required if attribute.required is not None else maker
    sketch.relate(RelationshipSketch(name, entity.name, account, required=required))
    if maker and required:
        entity.owner = entity.owner or name
    notes.assume(f"{entity.name}.{name} is a {account}: callers have accounts.")


def _member(entity: EntitySketch, sketch: Sketch, notes: Notes) -> None:
    """`project members`, with nothing said of them, join a project and an account."""
    *front, last = words(entity.name)
    group = pascal("_".join(front)) if front else ""
    account = sketch.auth.account
    if last not in _MEMBERS or group not in sketch.entities or entity.listed or entity.name == account:
        return
    ends = [group] if account in {None, group} else [group, str(account)]
    for target in ends:
        if not sketch.linked(entity.name, target):
            sketch.relate(RelationshipSketch(snake(target), entity.name, target, required=True, said=False))
    names = {item.name for item in sketch.relationships if item.source == entity.name}
    if len(ends) > 1 and names >= set(map(snake, ends)):
        entity.uniques.append(tuple(map(snake, ends)))
    notes.assume(f"{entity.name} belongs to one {' and one '.join(ends)}: that is what its name says.")
