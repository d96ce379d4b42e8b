"""How SQLite spells SQL."""

from collections.abc import Mapping

from tools.blueprint.plan.values import Default, ValueType
from tools.errors import BadInput
from tools.packs.datastores import wire
from tools.packs.datastores.dialect import Domain, FoundTable, Query
from tools.packs.datastores.sqlite.catalogue import read_catalogue
from tools.packs.datastores.sqlite.conversion import converted
from tools.packs.datastores.sqlite.domain import MOMENT, domain

_REQUIRE_REFERENCES = (
    # A pragma alone answers rows and goes on: it is a check that fails, and its name that people read.
    'CREATE TEMPORARY TABLE "broken_references" (\n'
    '  "table" TEXT CONSTRAINT "rows refer to others that do not exist" CHECK ("table" IS NULL)\n'
    ")",
    'INSERT INTO temp."broken_references" SELECT "table" FROM pragma_foreign_key_check',
    'DROP TABLE temp."broken_references"',
)


class SqliteDialect:
    """SQL of STRICT tables: types are enforced, and what has no type of its own is held by checks."""

    max_identifier_bytes = 63
    scaled_decimals = True
    adds_constraints = False
    describes_objects = False
    table_suffix = " STRICT"
    script_prologue: tuple[str, ...] = ("PRAGMA foreign_keys = ON",)
    # Dropping a table, to make it anew, would take the rows with it that refer to it.
    altering_prologue: tuple[str, ...] = ("PRAGMA foreign_keys = OFF",)
    altering_epilogue: tuple[str, ...] = _REQUIRE_REFERENCES
    script_command = "sqlite3 -bail DATABASE <"
    explicit_key_clause = ""
    index_methods: Mapping[str, tuple[str, str]] = {}

    def string(self, text: str) -> str:
        return "'" + wire.text(text).replace("'", "''") + "'"

    def value(self, value: object, type: ValueType) -> str:
        if value is None:
            return "NULL"
        match type.kind:
            case "int32" | "int64":
                return str(wire.whole(value))
            case "decimal":
                return self._units(value, type.scale or 0)
            case "float":
                return repr(float(wire.number(value)))
            case "bool":
                return "1" if wire.boolean(value) else "0"
            case "uuid":
                return self.string(wire.uuid(value))
            case "date":
                return self.string(wire.day(value))
            case "datetime":
                return self.string(wire.moment(value))
            case "json" | "array":
                return self.string(wire.document(value))
            case "binary":
                return f"X'{wire.octets(value).hex()}'"
        return self.string(wire.text(value))

    def default(self, default: Default, type: ValueType) -> str:
        return f"(strftime('{MOMENT}', 'now'))" if default.now else self.value(default.literal, type)

    def generated_key(self, column: str, sql_type: str) -> str:
        # AUTOINCREMENT: a key is never given out twice, not even after the newest row was deleted.
        return f"{column} {sql_type} NOT NULL PRIMARY KEY AUTOINCREMENT"

    def domain(self, column: str, type: ValueType) -> tuple[Domain, ...]:
        return domain(column, type, self.string)

    def comparable_type(self, sql_type: str) -> str:
        return sql_type

    def text_function(self, function: str, args: tuple[str, ...]) -> str:
        match function:
            case "contains":
                return f"instr({args[0]}, {args[1]}) > 0"
            case "starts_with":
                return f"substr({args[0]}, 1, length({args[1]})) = {args[1]}"
            case "ends_with":
                # substr(…, -0) is the whole text, and no ending is found in a null.
                last = f"substr({args[0]}, -length({args[1]}))"
                return f"CASE {args[1]} WHEN '' THEN {args[0]} IS NOT NULL ELSE {last} = {args[1]} END"
            case "size":
                return f"length({args[0]})"
        return f"lower({args[0]})"

    def array_size(self, operand: str) -> str:
        return f"json_array_length({operand})"

    def exact(self, operand: str) -> str:
        return operand

    def quotient(self, dividend: str, divisor: str) -> str:
        return f"({dividend} / {divisor})"

    def null_safe_equal(self, left: str, right: str) -> str:
        return f"{left} IS {right}"

    def index_column(self, column: str, *, descending: bool, nullable: bool) -> str:
        return f"{column} DESC" if descending else column

    def older_than(self, column: str, days: int) -> str:
        return f"{column} < strftime('{MOMENT}', 'now', '-{days} days')"

    def advance_key(self, table: str, column: str) -> str | None:
        return None

    def converted(self, column: str, old: ValueType, new: ValueType) -> str:
        return converted(column, old, new)

    def key_names(self, table: str, counted: str | None) -> tuple[tuple[str, str], ...]:
        return ()

    def counter_carried(self, source: str, target: str) -> tuple[str, ...]:
        one, other = self.string(source), self.string(target)
        return (
            f"DELETE FROM sqlite_sequence WHERE name = {other}",  # noqa: S608
            f"INSERT INTO sqlite_sequence (name, seq) SELECT {other}, seq FROM sqlite_sequence WHERE name = {one}",  # noqa: S608
        )

    def catalogue(self, query: Query) -> Mapping[str, FoundTable]:
        return read_catalogue(query)

    def _units(self, value: object, scale: int) -> str:
        units = wire.scaled(wire.number(value), scale)
        if units != units.to_integral_value():
            raise BadInput(
                f"{value} has more than {scale} digits after the point.",
                code="bad-value",
                hint="Round it, or give the attribute a greater scale.",
            )
        return str(int(units))
