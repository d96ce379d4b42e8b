"""Rows that no plain creation makes: an operation of its own does, once its rows are as it asks for."""

from collections.abc import Mapping
from dataclasses import replace

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.codes import telling_of, told_row
from tools.validators.conformance.rows import Row
from tools.validators.conformance.script import Script
from tools.validators.conformance.stories import Story
from tools.validators.conformance.suite import Suite, Unavailable
from tools.validators.conformance.under import row_under


def suite_of(plan: RenderPlan) -> Suite:
    """What the checks of one plan share; rows are made by whatever operation can."""
    suite = Suite(plan)
    suite.make = make_row
    suite.under = row_under
    return suite


def make_row(script: Script, table: str, actor: Actor | None, given: Mapping[str, object] | None) -> Row:
    """A row that no creation makes: by an operation of one's own, or the actor's own tenant. Raises Unavailable."""
    operation = script.catalog.maker(table)
    if operation is not None and table not in script.suite.being_made:
        script.suite.being_made.append(table)
        try:
            return _made(script, operation, table, actor, given or {})
        finally:
            script.suite.being_made.remove(table)
    telling = telling_of(script.suite.plan, table)
    if telling is not None:
        return told_row(script, telling)
    if actor is None:
        raise Unavailable(f"no operation makes a row of {table}")
    return script.own_row(table, actor)


def _made(
    script: Script, operation: OperationPlan, table: str, actor: Actor | None, given: Mapping[str, object]
) -> Row:
    """The row that the operation answers, called by the actor, or for it by somebody who may."""
    caller = actor if script.suite.may(actor, operation) else script.suite.who(operation)
    story = Story(script, operation, caller, given=given, maker=actor)
    story.reach()
    bind = f"row{script.suite.number()}"
    key = f"{bind}/{script.catalog.key_wire(operation, table)}"
    more = {"json": story.sent} if operation.body is not None else {}
    status = {"status": [operation.response.status]}
    script.call(operation, caller, path=story.path, expect=status, save={bind: "body"}, **more)
    row = Row(bind, table, key, caller if actor is None else actor, story.sent)
    after, bind = story.after(key), operation.response.bind or ""
    values = {**after.tellable(bind), script.catalog.key_column(table): row.reference}
    rows = tuple((name, values if other == after.row(bind) else other) for name, other in story.rows_known(key))
    made = script.suite.made[key] = replace(row, values=values, told=True, beside=rows)
    return made
