"""Reads the tables of a live PostgreSQL database out of its system catalogue."""

import json
from collections import defaultdict
from collections.abc import Mapping

from tools.packs.datastores.dialect import FoundReference, FoundTable, Query

_COLUMNS = """
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull::int
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
ORDER BY c.relname, a.attnum
"""

_CONSTRAINTS = """
SELECT t.relname, c.contype, c.conname,
  (SELECT json_agg(a.attname ORDER BY k.place)
   FROM unnest(c.conkey) WITH ORDINALITY AS k (number, place)
   JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number),
  coalesce(f.relname, ''),
  coalesce(
    (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.confrelid AND a.attnum = c.confkey[1]), ''),
  c.confdeltype
FROM pg_constraint c
JOIN pg_class t ON t.oid = c.conrelid
LEFT JOIN pg_class f ON f.oid = c.confrelid
WHERE c.connamespace = current_schema()::regnamespace AND c.contype IN ('p', 'u', 'f', 'c')
ORDER BY t.relname, c.conname
"""

_INDEXES = """
SELECT t.relname, i.relname, x.indisunique::int, (x.indpred IS NOT NULL)::int,
  (SELECT json_agg(
     CASE WHEN x.indoption[k.place - 1] & 1 = 1 THEN '-' ELSE '' END || a.attname ORDER BY k.place)
   FROM unnest(x.indkey::int[]) WITH ORDINALITY AS k (number, place)
   JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.number),
  m.amname
FROM pg_index x
JOIN pg_class i ON i.oid = x.indexrelid
JOIN pg_am m ON m.oid = i.relam
JOIN pg_class t ON t.oid = x.indrelid
WHERE i.relnamespace = current_schema()::regnamespace
  AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.oid AND c.contype IN ('p', 'u'))
ORDER BY t.relname, i.relname
"""

_USUAL = "btree"
_ON_DELETE = {"r": "restrict", "c": "cascade", "n": "set_null", "a": "no_action", "d": "set_default"}


def read_catalogue(query: Query) -> Mapping[str, FoundTable]:
    """All tables of the current schema, by name."""
    columns: dict[str, list[tuple[str, str, bool]]] = {}
    for table, name, spelled, required in query(_COLUMNS):
        columns.setdefault(table, []).append((name, spelled, required == "0"))
    keys: dict[str, tuple[str, ...]] = {}
    uniques: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    references: dict[str, set[FoundReference]] = defaultdict(set)
    checks: dict[str, set[str]] = defaultdict(set)
    for table, kind, constraint, members, target, target_column, on_delete in query(_CONSTRAINTS):
        covered = tuple(json.loads(members)) if members else ()
        match kind:
            case "p":
                keys[table] = covered
            case "u":
                uniques[table].add(covered)
            case "f":
                found = FoundReference(covered[0], target, target_column, _ON_DELETE[on_delete])
                references[table].add(found)
            case "c":
                checks[table].add(constraint)
    indexes: dict[str, dict[str, tuple[tuple[str, ...], bool, bool]]] = defaultdict(dict)
    methods: dict[str, dict[str, str]] = defaultdict(dict)
    for table, index, unique, partial, members, method in query(_INDEXES):
        indexes[table][index] = (tuple(json.loads(members)), unique == "1", partial == "1")
        if method != _USUAL:
            methods[table][index] = method
    return {
        table: FoundTable(
            columns=tuple(found_columns),
            primary_key=keys.get(table, ()),
            uniques=frozenset(uniques[table]),
            references=frozenset(references[table]),
            checks=frozenset(checks[table]),
            indexes=indexes[table],
            methods=methods[table],
        )
        for table, found_columns in columns.items()
    }
