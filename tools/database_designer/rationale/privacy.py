"""Personal data, secrets and retention: what the schema holds about people, and for how long."""

from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Table
from tools.database_designer.sql.identifiers import quoted
from tools.packs.datastores.dialect import SqlDialect
from tools.packs.markdown import bullets, code, table

_BORN = "created_at"
_EXPIRES = "expires_at"


def privacy(plan: RenderPlan) -> str:
    """The sections on personal data and on what is kept from responses."""
    return "\n\n".join([_personal(plan), _secrets(plan)])


def _personal(plan: RenderPlan) -> str:
    rows = [
        [code(item.physical), code(column.physical), "never returned" if column.sensitive else "returned"]
        for item in plan.tables
        for column in item.columns
        if column.personal
    ]
    if not rows:
        return "## Personal data\n\nNo column is declared to hold personal data."
    erased = [line for item in plan.tables if _has_personal(item) for line in [_erasure(plan, item)]]
    return (
        "## Personal data\n\n"
        + table(["Table", "Column", "In responses"], rows)
        + "\n\nTo erase a person, delete or overwrite these rows:\n\n"
        + bullets(erased)
    )


def _has_personal(item: Table) -> bool:
    return any(column.personal for column in item.columns)


def _erasure(plan: RenderPlan, item: Table) -> str:
    said = f"{code(item.physical)}: "
    said += (
        "deleting only marks the row, so the columns above must be overwritten or the row removed by hand"
        if item.soft_delete
        else "deleting the row removes the data"
    )
    holders = [
        (other, column.reference.on_delete)
        for other in plan.tables
        for column in other.columns
        if column.reference is not None and column.reference.table == item.name.snake
    ]
    kept = [code(other.physical) for other, on_delete in holders if on_delete == "restrict"]
    gone = [code(other.physical) for other, on_delete in holders if on_delete == "cascade"]
    if gone:
        said += f"; rows of {', '.join(dict.fromkeys(gone))} that name it go with it"
    if kept:
        said += f"; rows of {', '.join(dict.fromkeys(kept))} that name it must be dealt with first"
    return f"{said}."


def _secrets(plan: RenderPlan) -> str:
    lines = [
        f"{code(item.physical)}.{code(column.physical)}"
        for item in plan.tables
        for column in item.columns
        if column.sensitive
    ]
    if not lines:
        return "## Kept from responses\n\nEvery column may be part of a response."
    hashed = (
        " Passwords are stored as argon2id hashes and tokens as SHA-256 digests, never as they were sent."
        if plan.auth is not None
        else ""
    )
    return f"## Kept from responses\n\nThese columns are never part of a response or a log.{hashed}\n\n{bullets(lines)}"


def retention(plan: RenderPlan, dialect: SqlDialect) -> str:
    """How long rows stay, and the statements that remove what is due."""
    lines = [_kept(item, dialect) for item in plan.tables if item.retention_days is not None]
    expiring = [code(item.physical) for item in plan.tables if item.role == "system" and _has(item, _EXPIRES)]
    if expiring:
        lines.append(f"{', '.join(expiring)}: each row says in {code(_EXPIRES)} until when it counts.")
    others = [item for item in plan.tables if item.role == "entity" and item.retention_days is None]
    if others:
        names = ", ".join(code(item.physical) for item in others)
        lines.append(f"{names}: no period is declared; rows stay until they are deleted.")
    return f"## Retention\n\n{bullets(lines)}"


def _has(item: Table, name: str) -> bool:
    return any(column.name.snake == name for column in item.columns)


def _kept(item: Table, dialect: SqlDialect) -> str:
    said = f"{code(item.physical)}: {item.retention_days} days."
    if not _has(item, _BORN) or item.retention_days is None:
        return f"{said} Its rows carry no time of creation, so what is due has to be known from elsewhere."
    return f"{said} To be run by a scheduled job: {code(purge(item, item.retention_days, dialect))}"


def purge(item: Table, days: int, dialect: SqlDialect) -> str:
    """The statement that removes rows that are older than so many days."""
    born = quoted(item.column(_BORN).physical, dialect)
    return f"DELETE FROM {quoted(item.physical, dialect)} WHERE {dialect.older_than(born, days)};"  # noqa: S608
