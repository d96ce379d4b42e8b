"""Settles feeds: whose rows they are, and who follows whom."""

from agent.planner.notes import Notes
from agent.planner.patterns.making import owned, reference
from agent.planner.patterns.toggles import settle_toggle
from agent.planner.sketch import Own, PatternSketch, RelationshipSketch, Sketch
from tools.blueprint.names import snake


def settle_feed(pattern: PatternSketch, sketch: Sketch, notes: Notes) -> None:
    """Fills `made`; toggles are settled by now. Adds `follow` where the request only speaks of whom one follows."""
    account, entity = str(sketch.auth.account), pattern.entity
    if entity == account:
        notes.leave(f"{pattern.said} (of rows that somebody made)")
        return
    rows = pattern.facets.get("rows")
    followed = rows if rows in sketch.entities and rows != entity else account
    follow = _follow(followed, sketch, sure=followed == rows)
    if follow is None:
        follow = PatternSketch("toggle", followed, "follow", pattern.said)
        sketch.patterns.append(follow)
        settle_toggle(follow, sketch, notes)
        other = "another" if followed == account else "each"
        notes.assume(f"Each {account} can follow {other} {followed}: the feed is of those that one follows.")
    through = _between(entity, follow.entity, account, sketch)
    # Whoever follows somebody sees his rows.
    if sketch.entities[entity].own is Own.PRIVATE:
        notes.leave(f"{pattern.said} (everybody sees only his own {entity})")
        return
    if through is None:
        through = owned(sketch, entity, "author", Own.CHANGES)
    elif follow.entity == account:
        owned(sketch, entity, through, Own.CHANGES)
    pattern.made.append({"feed": entity, "of": f"{through}.{follow.facets['relationship']}", "name": pattern.name})


def _follow(followed: str, sketch: Sketch, *, sure: bool) -> PatternSketch | None:
    """How that is followed; how anything else is, where it is not said what (`sure`)."""
    found = [item for item in sketch.patterns if item.kind == "toggle" and item.name in {"follow", "subscribe"}]
    usual = None if sure or not found else found[0]
    return next((item for item in found if item.entity == followed), usual)


def _between(entity: str, followed: str, account: str, sketch: Sketch) -> str | None:
    """The reference to whoever is followed."""
    there: RelationshipSketch | None = reference(sketch, entity, followed)
    if there is None and followed != account:
        there = RelationshipSketch(snake(followed), entity, followed, required=True)
        sketch.relate(there)
    return there.name if there is not None else None
