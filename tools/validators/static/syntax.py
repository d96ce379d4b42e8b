"""Every file that has a grammar we can read parses."""

import ast
import json
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import yaml

from tools.validators.evidence import Evidence, Finding, Level, not_run, verdict
from tools.validators.static import typescript_source
from tools.validators.static.files import project_files

Parser = Callable[[str], object]


def _yaml(text: str) -> object:
    return list(yaml.safe_load_all(text))


PARSERS: dict[str, Parser] = {
    ".js": typescript_source.check,
    ".json": json.loads,
    ".py": ast.parse,
    # Only well-formedness is asked, of files that we printed ourselves.
    ".svg": ElementTree.fromstring,
    ".toml": tomllib.loads,
    ".ts": typescript_source.check,
    ".yaml": _yaml,
    ".yml": _yaml,
}
FAULTS = (ValueError, SyntaxError, yaml.YAMLError, ElementTree.ParseError, RecursionError)


@dataclass(frozen=True, slots=True)
class SyntaxValidator:
    """One row for each kind of file."""

    name: str = "syntax"
    version: str = "1"
    level: Level = "static"

    def run(self, project: Path, context: Mapping[str, object]) -> Sequence[Evidence]:
        return [self._row(project, suffix) for suffix in sorted(PARSERS)]

    def _row(self, project: Path, suffix: str) -> Evidence:
        started = time.monotonic()
        subject = f"{suffix} files"
        files = list(project_files(project, suffix))
        if not files:
            return not_run(self, subject, "not_applicable", f"there are no {suffix} files")
        findings = []
        for path in files:
            try:
                PARSERS[suffix](path.read_text(encoding="utf-8"))
            except FAULTS as error:
                where = path.relative_to(project).as_posix()
                findings.append(Finding(code="syntax", message=str(error), where=where))
        return verdict(self, subject, findings, started)


VALIDATOR = SyntaxValidator()
