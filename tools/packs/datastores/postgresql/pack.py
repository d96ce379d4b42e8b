"""The neutral part of PostgreSQL."""

from functools import cache
from pathlib import Path

import yaml

from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.values import ValueType
from tools.packs.base import Contribution, EnvVar, Service
from tools.packs.datastores.dialect import SqlDatastorePack
from tools.packs.datastores.postgresql.dialect import PostgresqlDialect
from tools.packs.datastores.postgresql.types import column_type

SERVICE = "database"
PORT = 5432


@cache
def _image() -> str:
    manifest = yaml.safe_load(Path(__file__).with_name("compose.yaml").read_text(encoding="utf-8"))
    return str(manifest["services"][SERVICE]["image"])


class PostgresqlPack:
    """A server with row locks, exact decimals and transactional DDL."""

    id = Path(__file__).parent.name
    dialect = id
    capabilities = frozenset(
        {
            "alter_constraints", "concurrent_writers", "decimal", "member_indexes", "partial_indexes", "returning",
            "row_locks", "server", "transactional_ddl", "transactions",
        }
    )  # fmt: skip
    max_decimal_precision = 38
    reserved_table_prefixes: tuple[str, ...] = ()
    reserved_columns = frozenset({"cmax", "cmin", "ctid", "tableoid", "xmax", "xmin"})
    sql = PostgresqlDialect()

    def column_type(self, type: ValueType, generated_key: str | None) -> str:
        """As it stands in CREATE TABLE, collation included; a generated key's own clause is the dialect's."""
        return column_type(type)

    def contribute(self, plan: RenderPlan) -> Contribution:
        name = plan.name.snake
        service = Service(
            name=SERVICE,
            image=_image(),
            environment={
                "POSTGRES_DB": name,
                "POSTGRES_USER": name,
                "POSTGRES_PASSWORD": "${POSTGRES_PASSWORD:?set it in .env}",
                "POSTGRES_INITDB_ARGS": "--encoding=UTF8",
            },
            healthcheck=("CMD", "pg_isready", "--username", name, "--dbname", name),
            volumes=(f"{SERVICE}-data:/var/lib/postgresql",),
        )
        example = f"postgresql://{name}:change-me@localhost:{PORT}/{name}"
        return Contribution(
            env=(
                EnvVar(
                    name="DATABASE_URL",
                    description="Where the database is, with the account that the backend uses.",
                    example=example,
                    required=True,
                    secret=True,
                ),
                EnvVar(
                    name="POSTGRES_PASSWORD",
                    description=(
                        "Password of the database that compose starts; it stands in an address, so it has only "
                        "letters, digits and - . _ ~."
                    ),
                    example="",
                    secret=True,
                ),
            ),
            services=(service,),
            facts={
                "database_name": "PostgreSQL",
                "database_url_compose": f"postgresql://{name}:${{POSTGRES_PASSWORD}}@{SERVICE}:{PORT}/{name}",
                "database_url_example": example,
                "readme_database": (
                    "PostgreSQL keeps the data. `compose.yaml` starts one with a health check and a named "
                    "volume; any other server works too, named by `DATABASE_URL`. Its encoding is UTF-8; "
                    "the locale does not matter, because every text column compares by code point. On such a "
                    f"server, `createuser --createdb --pwprompt {name}` and `createdb --owner={name} {name}` make "
                    "the account and the database."
                ),
                "readme_tests": (
                    "The tests make a database of their own beside the one that `DATABASE_URL` (of the environment, "
                    "else of `.env`) names, and remove it when they end: its account needs the right `CREATEDB`."
                ),
            },
        )


PACK: SqlDatastorePack = PostgresqlPack()
