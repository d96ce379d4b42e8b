"""Reads the tables of a live SQLite database out of its schema table and pragmas."""

import re
from collections import defaultdict
from collections.abc import Mapping

from tools.packs.datastores.dialect import FoundReference, FoundTable, Query

_TABLES = """
SELECT name, sql FROM sqlite_schema
WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY name
"""

_COLUMNS = """
SELECT t.name, c.name, c.type, c."notnull", c.pk
FROM sqlite_schema t JOIN pragma_table_xinfo(t.name) c
WHERE t.type = 'table' ORDER BY t.name, c.cid
"""

_REFERENCES = """
SELECT t.name, f."from", f."table", f."to", f.on_delete
FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f
WHERE t.type = 'table' ORDER BY t.name, f.id
"""

_INDEXES = """
SELECT t.name, i.name, i."unique", i.origin, i.partial, k.name, k."desc"
FROM sqlite_schema t JOIN pragma_index_list(t.name) i JOIN pragma_index_xinfo(i.name) k
WHERE t.type = 'table' AND k.key = 1 ORDER BY t.name, i.name, k.seqno
"""

_CHECK = re.compile(r'CONSTRAINT "((?:[^"]|"")+)" CHECK \(')
_LITERAL = re.compile(r"'(?:[^']|'')*'|(\"(?:[^\"]|\"\")*\")")


def read_catalogue(query: Query) -> Mapping[str, FoundTable]:
    """All tables of the main database, by name."""
    columns: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    keys: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for table, name, spelled, required, place in query(_COLUMNS):
        # A key column of a STRICT table is never null, whatever the pragma says of a row id.
        columns[table].append((name, spelled, required == "0" and place == "0"))
        if place != "0":
            keys[table].append((int(place), name))
    references: dict[str, set[FoundReference]] = defaultdict(set)
    for table, column, target, key, action in query(_REFERENCES):
        references[table].add(FoundReference(column, target, key, action.lower().replace(" ", "_")))
    uniques, indexes = _indexes(query)
    return {
        table: FoundTable(
            columns=tuple(columns[table]),
            primary_key=tuple(name for _, name in sorted(keys[table])),
            uniques=frozenset(uniques[table]),
            references=frozenset(references[table]),
            checks=_checks(sql),
            indexes=indexes[table],
        )
        for table, sql in query(_TABLES)
    }


def _indexes(
    query: Query,
) -> tuple[dict[str, set[tuple[str, ...]]], dict[str, dict[str, tuple[tuple[str, ...], bool, bool]]]]:
    found: dict[tuple[str, str, str, str, str], list[str]] = defaultdict(list)
    for table, name, unique, origin, partial, column, descending in query(_INDEXES):
        found[table, name, unique, origin, partial].append(f"-{column}" if descending == "1" else column)
    uniques: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    indexes: dict[str, dict[str, tuple[tuple[str, ...], bool, bool]]] = defaultdict(dict)
    for (table, name, unique, origin, partial), members in found.items():
        if origin == "u":
            uniques[table].add(tuple(members))
        elif origin == "c":
            indexes[table][name] = (tuple(members), unique == "1", partial == "1")
    return uniques, indexes


def _checks(sql: str) -> frozenset[str]:
    """Names of the checks in a statement; its literals are emptied first, so that none can look like one."""
    bare = _LITERAL.sub(lambda match: match[1] or "''", sql)
    return frozenset(name.replace('""', '"') for name in _CHECK.findall(bare))
