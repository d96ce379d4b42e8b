"""What is known of rows and callers that other cases leave alone."""

from tools.blueprint.plan.store import InsertRow
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.knowledge import Known, given, inserted
from tools.validators.conformance.knowledge import Row as Values
from tools.validators.conformance.rows import Row
from tools.validators.conformance.script import Script


def viewer_of(script: Script, actor: Actor | None) -> Values:
    """What is known of a caller."""
    auth = script.suite.plan.auth
    if actor is None or auth is None:
        return {}
    key = script.catalog.key_column(auth.account)
    role = {} if actor.role is None else {f"viewer.{auth.role}": actor.role}
    return {**role, f"viewer.{key}": script.own_row(auth.account, actor).reference}


def as_made(script: Script, row: Row) -> Values:
    """A row as its creator left it; of an account that others use too, nothing but its key is known."""
    if row.actor is not None and row.bind == row.actor.name:
        return {script.catalog.key_column(row.table): row.reference}
    if row.told:
        return {**row.values}
    creator = script.catalog.creator(row.table)
    write = script.catalog.insert(creator) if creator is not None else None
    if write is None or not isinstance(write.call, InsertRow):
        return {}
    table = script.catalog.table(row.table)
    viewer = Known(viewer_of(script, row.actor))
    return inserted(table, row.values, given(table, write.call.assignments, write.call.parameters, viewer), row.key)


def made_by_name(script: Script, name: str) -> Values:
    """The same of a row by the name that its steps save it under; nothing where it is not known by one."""
    row = next((row for row in script.suite.made.values() if row.bind == name), None)
    return {} if row is None else as_made(script, row)
