"""The GraphQL schema parses and keeps the rules of the specification."""

import importlib.metadata
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphql import GraphQLError, build_schema, validate_schema

from tools.validators.evidence import Evidence, Finding, Level, not_run, verdict
from tools.validators.static.files import project_files


@dataclass(frozen=True, slots=True)
class GraphqlValidator:
    """One row for all schema files."""

    name: str = "graphql-core"
    version: str = importlib.metadata.version("graphql-core")
    level: Level = "static"

    def run(self, project: Path, context: Mapping[str, object]) -> Sequence[Evidence]:
        started = time.monotonic()
        subject = ".graphql files"
        files = list(project_files(project, ".graphql"))
        if not files:
            return [not_run(self, subject, "not_applicable", "there are no .graphql files")]
        findings = [
            Finding(code="schema", message=message, where=path.relative_to(project).as_posix())
            for path in files
            for message in schema_faults(path.read_bytes())
        ]
        return [verdict(self, subject, findings, started)]


def schema_faults(source: bytes) -> list[str]:
    """What is wrong with a schema in the definition language; empty when nothing is."""
    try:
        schema = build_schema(source.decode("utf-8"))
    except (GraphQLError, TypeError, ValueError, RecursionError) as error:
        return [str(error)]
    return [error.message for error in validate_schema(schema)]


VALIDATOR = GraphqlValidator()
