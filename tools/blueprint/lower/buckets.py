"""Spans of time that analytics group by: text to typed form."""

import re

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.kinds import ranged
from tools.blueprint.plan.store import AggregateRows, Bucket
from tools.blueprint.plan.table import Table
from tools.errors import BadInput

_BUCKET = re.compile(r"(hour|day|week|month|quarter|year)\(([a-z][a-z0-9_]*)\)")


def bucket(index: BlueprintIndex, table: Table, name: str, text: str, path: str) -> Bucket:
    """The span that the text means. Raises BadInput unless it is one of a time that callers may see."""
    match = _BUCKET.fullmatch(text)
    if match is None:
        raise BadInput(
            f"`{text}` is no span of time.",
            hint="Use hour(a), day(a), week(a), month(a), quarter(a) or year(a).",
            path=path,
        )
    unit, column = match.groups()
    assert table.entity is not None
    kinds = {found: table.column(found).type.kind for found in ranged(index, table.entity)}
    known = sorted(found for found, kind in kinds.items() if kind == "datetime" or (kind == "date" and unit != "hour"))
    if column not in known:
        raise BadInput(
            f"{table.entity} has no `{column}` for {unit}().",
            hint=f"Name one of: {', '.join(known) or 'nothing here'}.",
            path=path,
        )
    return Bucket(name, unit, column)


def check_groups(call: AggregateRows, path: str) -> None:
    """Refuses names that stand for two groups, and choices beside a group that is fixed, with BadInput."""
    names = [item.name for item in call.buckets]
    twice = sorted({*names} & {*call.groups})
    if twice:
        raise BadInput(
            f"`{twice[0]}` is a bucket, and a column to group by.", hint="Give the bucket another name.", path=path
        )
    if call.by is not None and [*call.groups, *names] != [call.by]:
        raise BadInput(
            f"Every answer is grouped by `{call.by}`, so nothing else can be chosen.",
            hint="Leave other buckets and `group_by` out, or `by`.",
            path=path,
        )
