"""How PostgreSQL spells SQL."""

import re
from collections.abc import Mapping
from decimal import Decimal

from tools.blueprint.plan.values import Default, ValueType
from tools.packs.datastores import wire
from tools.packs.datastores.dialect import Domain, FoundTable, Query
from tools.packs.datastores.postgresql.catalogue import read_catalogue

_INT32 = (Decimal(-(2**31)), Decimal(2**31 - 1))
"""The bounds that INTEGER has by itself."""

_TEXTS = frozenset({"string", "text", "email", "url"})


class PostgresqlDialect:
    """Standard SQL with PostgreSQL's own types; strings compare in the collation "C"."""

    max_identifier_bytes = 63
    scaled_decimals = False
    adds_constraints = True
    describes_objects = True
    table_suffix = ""
    script_prologue: tuple[str, ...] = ("SET client_encoding = 'UTF8'",)
    altering_prologue = script_prologue
    altering_epilogue: tuple[str, ...] = ()
    script_command = 'psql -X -v ON_ERROR_STOP=1 "$DATABASE_URL" -f'
    explicit_key_clause = " OVERRIDING SYSTEM VALUE"
    index_methods: Mapping[str, tuple[str, str]] = {"members": ("gin", "jsonb_path_ops")}

    def string(self, text: str) -> str:
        doubled = wire.text(text).replace("'", "''")
        # The escape form means the same under either setting of standard_conforming_strings.
        return "E'" + doubled.replace("\\", "\\\\") + "'" if "\\" in doubled else f"'{doubled}'"

    def value(self, value: object, type: ValueType) -> str:
        if value is None:
            return "NULL"
        match type.kind:
            case "int32" | "int64":
                return str(wire.whole(value))
            case "decimal":
                return format(wire.number(value), "f")
            case "float":
                return repr(float(wire.number(value)))
            case "bool":
                return "TRUE" if wire.boolean(value) else "FALSE"
            case "uuid":
                return self.string(wire.uuid(value))
            case "date":
                return self.string(wire.day(value))
            case "datetime":
                return self.string(wire.moment(value))
            case "json" | "array":
                return self.string(wire.document(value))
            case "binary":
                return self.string(f"\\x{wire.octets(value).hex()}")
        return self.string(wire.text(value))

    def default(self, default: Default, type: ValueType) -> str:
        if default.now:
            # The column's three digits would round: a moment of the future could be stored.
            return "date_trunc('milliseconds', CURRENT_TIMESTAMP)"
        return self.value(default.literal, type)

    def generated_key(self, column: str, sql_type: str) -> str:
        return f"{column} {sql_type} GENERATED ALWAYS AS IDENTITY PRIMARY KEY"

    def domain(self, column: str, type: ValueType) -> tuple[Domain, ...]:
        found: list[Domain] = []

        def add(suffix: str, condition: str | None) -> None:
            if condition is not None:
                found.append(Domain(suffix, condition))

        low, high = type.minimum, type.maximum
        match type.kind:
            case kind if kind in _TEXTS:
                # VARCHAR(n) holds the upper bound already, save where the column is TEXT.
                most = str(type.max_length) if kind == "text" and type.max_length is not None else None
                add("length", wire.between(f"char_length({column})", _least(type), most))
            case "enum":
                add("values", f"{column} IN ({', '.join(map(self.string, type.values))})")
            case "int32" | "int64":
                if (low, high) != _INT32:
                    add("range", wire.between(column, *wire.whole_bounds(low, high)))
            case "decimal":
                if (low, high) != _digits(type):
                    add("range", wire.between(column, _plain(low), _plain(high)))
            case "float":
                add("finite", f"{column} > '-Infinity' AND {column} < 'Infinity'")
                add("range", wire.between(column, _plain(low), _plain(high)))
            case "date":
                add("range", wire.between(column, "'0001-01-01'", "'9999-12-31'"))
            case "datetime":
                add("range", wire.between(column, "'0001-01-01T00:00:00Z'", "'9999-12-31T23:59:59.999Z'"))
            case "json":
                add("form", f"jsonb_typeof({column}) IN ('object', 'array')")
            case "array":
                add("form", _array_form(column, type.max_items))
            case "binary":
                most = str(type.max_length) if type.max_length is not None else None
                add("length", wire.between(f"octet_length({column})", _least(type), most))
        return tuple(found)

    def comparable_type(self, sql_type: str) -> str:
        spelled = sql_type.lower().removesuffix(' collate "c"').replace(", ", ",")
        spelled = spelled.replace("varchar", "character varying")
        return re.sub(r"^timestamptz\((\d)\)$", r"timestamp(\1) with time zone", spelled)

    def text_function(self, function: str, args: tuple[str, ...]) -> str:
        match function:
            case "contains":
                return f"strpos({args[0]}, {args[1]}) > 0"
            case "starts_with":
                return f"starts_with({args[0]}, {args[1]})"
            case "ends_with":
                return f"right({args[0]}, char_length({args[1]})) = {args[1]}"
            case "size":
                return f"char_length({args[0]})"
        return f'lower({args[0]} COLLATE "C")'

    def array_size(self, operand: str) -> str:
        return f"jsonb_array_length({operand})"

    def exact(self, operand: str) -> str:
        return f"CAST({operand} AS NUMERIC)"

    def quotient(self, dividend: str, divisor: str) -> str:
        return f"div({dividend}, {divisor})"

    def null_safe_equal(self, left: str, right: str) -> str:
        return f"{left} IS NOT DISTINCT FROM {right}"

    def index_column(self, column: str, *, descending: bool, nullable: bool) -> str:
        if not descending:
            return column
        return f"{column} DESC NULLS LAST" if nullable else f"{column} DESC"

    def older_than(self, column: str, days: int) -> str:
        return f"{column} < CURRENT_TIMESTAMP - INTERVAL '{days} days'"

    def advance_key(self, table: str, column: str) -> str | None:
        sequence = f"pg_get_serial_sequence({self.string(table)}, {self.string(_bare(column))})"
        greatest = f"GREATEST(nextval({sequence}) - 1, (SELECT max({column}) FROM {table}))"  # noqa: S608
        return f"SELECT setval({sequence}, {greatest})"

    def converted(self, column: str, old: ValueType, new: ValueType) -> str:
        if new.kind in _TEXTS | {"enum"}:
            return self._as_text(column, old.kind)
        if old.kind == "date" and new.kind == "datetime":
            return f"CAST({column} AS TIMESTAMP) AT TIME ZONE 'UTC'"
        if old.kind == "decimal" and (new.scale or 0) < (old.scale or 0):
            # A cast alone would round; a text that is no number is refused.
            beyond = f"WHEN {column} <> trunc({column}, {new.scale or 0}) THEN 'too many digits after the point'"
            return f"CAST(CASE {beyond} ELSE CAST({column} AS TEXT) END AS NUMERIC)"
        return column

    def key_names(self, table: str, counted: str | None) -> tuple[tuple[str, str], ...]:
        key = ("INDEX", _made_name(table, "", "pkey"))
        return (key,) if counted is None else (key, ("SEQUENCE", _made_name(table, counted, "seq")))

    def counter_carried(self, source: str, target: str) -> tuple[str, ...]:
        return ()

    def _as_text(self, column: str, kind: str) -> str:
        match kind:
            case "date":
                return f"to_char({column}, 'YYYY-MM-DD')"
            case "datetime":
                return f"to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
            case kind if kind in _TEXTS or kind == "enum":
                return column  # a cast would cut it off
        return f"CAST({column} AS TEXT)"

    def catalogue(self, query: Query) -> Mapping[str, FoundTable]:
        return read_catalogue(query)


def _made_name(table: str, column: str, label: str) -> str:
    """The name that the server makes up: it shortens the longer part until all of it fits."""
    parts = [table, column]
    while len("_".join(filter(None, (*parts, label)))) > PostgresqlDialect.max_identifier_bytes:
        longer = 0 if len(parts[0]) > len(parts[1]) else 1
        parts[longer] = parts[longer][:-1]
    return "_".join(filter(None, (*parts, label)))


def _digits(type: ValueType) -> tuple[Decimal, Decimal]:
    """The bounds that NUMERIC(p, s) has by itself."""
    most = (Decimal(10) ** (type.precision or 0) - 1).scaleb(-(type.scale or 0))
    return -most, most


def _least(type: ValueType) -> str | None:
    return str(type.min_length) if type.min_length else None


def _plain(value: object) -> str | None:
    return format(wire.number(value), "f") if value is not None else None


def _array_form(column: str, max_items: int | None) -> str:
    if max_items is None:
        return f"jsonb_typeof({column}) = 'array'"
    # CASE keeps the order: counting the items of what is no array is an error, not false. Null passes.
    counted = f"jsonb_array_length({column}) <= {max_items}"
    return f"CASE WHEN jsonb_typeof({column}) <> 'array' THEN FALSE ELSE {counted} END"


def _bare(column: str) -> str:
    """The name inside a quoted identifier: the function takes the table quoted and the column bare."""
    return column[1:-1].replace('""', '"')
