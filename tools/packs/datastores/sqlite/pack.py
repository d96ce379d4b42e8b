"""The neutral part of SQLite."""

from pathlib import Path

from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.values import ValueType
from tools.packs.base import Contribution, EnvVar
from tools.packs.datastores.dialect import SqlDatastorePack
from tools.packs.datastores.sqlite.dialect import SqliteDialect
from tools.packs.datastores.sqlite.types import column_type

FOLDER = "/data"


class SqlitePack:
    """A file: one writer at a time, no server to lose."""

    id = Path(__file__).parent.name
    dialect = id
    capabilities = frozenset({"partial_indexes", "returning", "transactional_ddl", "transactions"})
    max_decimal_precision = 18
    reserved_table_prefixes: tuple[str, ...] = ("sqlite_",)
    reserved_columns: frozenset[str] = frozenset()
    sql = SqliteDialect()

    def column_type(self, type: ValueType, generated_key: str | None) -> str:
        """As it stands in CREATE TABLE; a generated key's own clause is the dialect's."""
        return column_type(type)

    def contribute(self, plan: RenderPlan) -> Contribution:
        file = f"{plan.name.snake}.db"
        example = f"sqlite:///{FOLDER}/{file}"
        return Contribution(
            env=(
                EnvVar(
                    name="DATABASE_URL",
                    description="The database file, by its absolute path; its folder must be writable.",
                    example=example,
                    required=True,
                ),
            ),
            facts={
                "database_name": "SQLite",
                "database_url_compose": example,
                "database_url_example": example,
                "database_volume": f"database-data:{FOLDER}",
                "readme_database": (
                    "SQLite keeps the data in one file, named by `DATABASE_URL`. Its folder must be on a "
                    "local disk: write-ahead logging does not work over network file systems. Every process "
                    "of the backend must run on the same machine."
                ),
                "readme_tests": "The tests use a database file of their own in a temporary folder.",
            },
        )


PACK: SqlDatastorePack = SqlitePack()
