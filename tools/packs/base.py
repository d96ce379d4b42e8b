"""What a pack is, and what it gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from tools.artifacts import FileKind
from tools.blueprint.plan.migration import Migration
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.values import ValueType

Checks = Mapping[str, Sequence[tuple[str, str]]]
"""By physical table: name and condition of each check, as the store spells it."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the output."""

    path: str
    content: str
    language: str
    kind: FileKind = "generated"
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EnvVar:
    """A setting that the running backend reads from its environment."""

    name: str
    description: str
    example: str
    """For `.env.example`; a secret's example is not a usable value."""
    required: bool = False
    secret: bool = False
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """A compose service that the backend needs: a database, say."""

    name: str
    image: str
    environment: Mapping[str, str]
    healthcheck: tuple[str, ...]
    volumes: tuple[str, ...] = ()
    ports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one pack adds to an output."""

    files: tuple[File, ...] = ()
    dependencies: tuple[str, ...] = ()
    """Package names in the language's pin manifest, needed to run."""
    dev_dependencies: tuple[str, ...] = ()
    env: tuple[EnvVar, ...] = ()
    services: tuple[Service, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    """Named texts that the pack which assembles the project places: `ci_service`, `readme_database`, …"""


@dataclass(frozen=True, slots=True)
class ProjectCommands:
    """How a generated project is worked with, from its root; each is one argument vector."""

    install: tuple[str, ...]
    migrate: tuple[str, ...]
    serve: tuple[str, ...]
    test: tuple[str, ...]
    lint: tuple[str, ...]
    check_format: tuple[str, ...]
    """Changes nothing; fails where the layout is not the formatter's."""
    typecheck: tuple[str, ...]
    create_admin: tuple[str, ...]
    """Takes `--<field> VALUE` for each field, the password on standard input; empty without accounts."""


@dataclass(frozen=True, slots=True)
class NamingFacts:
    """How a language (and the libraries on it) want identifiers."""

    reserved: frozenset[str]
    """Words that can be no identifier: the language's keywords and builtins."""
    reserved_attributes: frozenset[str] = frozenset()
    """Words that can be no attribute of a model or schema class: `metadata`."""
    attribute_casing: str = "snake"
    """snake or camel."""


class LanguagePack(Protocol):
    """A language: naming, toolchain, version pins."""

    id: str
    naming: NamingFacts

    def contribute(self, plan: RenderPlan) -> Contribution: ...

    def assemble(self, plan: RenderPlan, merged: Contribution) -> tuple[File, ...]:
        """Files that rest on what all packs gave: manifest, lock, compose file, `.env.example`."""
        ...

    def commands(self, plan: RenderPlan) -> ProjectCommands:
        """The project's commands; `.backend/project.json` carries them."""
        ...


class FrameworkPack(Protocol):
    """A framework: routing, validation, middleware, lifecycle. `language` and `persistence` name what it stands on."""

    id: str
    language: str
    persistence: str
    reserved_attributes: frozenset[str]

    def contribute(self, plan: RenderPlan) -> Contribution: ...

    def assemble(self, plan: RenderPlan, merged: Contribution) -> tuple[File, ...]: ...


class PersistencePack(Protocol):
    """A library that talks to datastores from one language."""

    id: str
    language: str
    datastores: tuple[str, ...]
    reserved_attributes: frozenset[str]
    reserved_tables: frozenset[str]
    """Tables that the library makes for itself."""

    def contribute(self, plan: RenderPlan) -> Contribution: ...

    def migrations(self, plan: RenderPlan, migrations: Sequence[Migration], checks: Checks) -> tuple[File, ...]:
        """All migrations in the library's own format, in order, the first one too.

        `checks` tells what those that people write later must keep where a store changes no table in place.
        """
        ...


class DatastorePack(Protocol):
    """The neutral part of a datastore: dialect facts, capabilities, compose service."""

    id: str
    dialect: str
    """SQL dialect name for printers: `postgresql`, `sqlite`."""
    capabilities: frozenset[str]
    """`server`, `row_locks`, `returning`, `partial_indexes`, `alter_constraints`, `decimal`, …"""
    max_decimal_precision: int
    reserved_table_prefixes: tuple[str, ...]
    """Beginnings of names that only the store's own tables have."""
    reserved_columns: frozenset[str]
    """Columns that every table has by itself."""

    def column_type(self, type: ValueType, generated_key: str | None) -> str:
        """The physical type of a column: `NUMERIC(10, 2)`."""
        ...

    def contribute(self, plan: RenderPlan) -> Contribution: ...
