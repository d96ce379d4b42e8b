"""What every row of a table must meet, in the words of the store."""

from collections.abc import Mapping

from sqlalchemy import CheckConstraint, MetaData

CHECKS: Mapping[str, Mapping[str, str]] = {
    "notes": {
        "notes_id__form_check": 'length("id") = 36 AND "id" NOT GLOB \'*[^0-9a-f-]*\'',
        "notes_title__length_check": 'length("title") <= 100',
        "notes_body__length_check": 'length("body") <= 4000',
        "notes_pinned__form_check": '"pinned" IN (0, 1)',
        "notes_created_at__form_check": "\"created_at\" IS replace(strftime('%Y-%m-%dT%H:%M:%fZ', \"created_at\", '+0 days'), '0300-02-29', '0300-03-01') AND \"created_at\" >= '0001-01-01'",
        "notes_updated_at__form_check": "\"updated_at\" IS replace(strftime('%Y-%m-%dT%H:%M:%fZ', \"updated_at\", '+0 days'), '0300-02-29', '0300-03-01') AND \"updated_at\" >= '0001-01-01'",
    },
}


def attach(metadata: MetaData) -> None:
    """Give the tables their checks."""
    for table in metadata.tables.values():
        table.dialect_kwargs["sqlite_strict"] = True
        for name, condition in CHECKS.get(table.name, {}).items():
            # Colons are part of the SQL here, never names of parameters.
            table.append_constraint(CheckConstraint(condition.replace(":", r"\:"), name=name))
