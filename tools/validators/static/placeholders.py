"""Nothing in an output waits to be written."""

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.validators.evidence import Evidence, Finding, Level, verdict
from tools.validators.static.files import project_files
from tools.validators.static.user_texts import blanked, texts_of

# In comments only: a domain may well have a status or a table that is called like one of these.
PLACEHOLDERS = re.compile(
    r"(#|//|--|/\*|\*)\s*(TODO|FIXME|XXX|TBD)\s*[:(]"
    r"|\b(NotImplementedError|NotImplementedException)\b"
    r"|\bnew Error\(.(?i:not (yet )?implemented)"
    r"|(?i:\byour (code|logic) (goes )?here\b)"
    r"|\{%-?\s*\w+[^%]*%\}"
)
# A part of the above is enough for a text: what is printed before or behind it may complete it.
_SUSPICIOUS = re.compile(r"TODO|FIXME|XXX|TBD|NotImplemented|(?i:your (code|logic))|\{%|%\}")


@dataclass(frozen=True, slots=True)
class PlaceholderValidator:
    """Reads every text file; binary files hold no placeholders.

    With a `plan` in the context, what its author wrote (a description with `{% raw %}`, say) is no placeholder.
    """

    name: str = "placeholders"
    version: str = "2"
    level: Level = "static"

    def run(self, project: Path, context: Mapping[str, object]) -> Sequence[Evidence]:
        started = time.monotonic()
        findings = []
        texts = texts_of(context.get("plan"), _SUSPICIOUS)
        for path in project_files(project):
            try:
                content = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
            lines = blanked(path, content, texts) if texts else content
            for number, line in enumerate(lines.splitlines(), start=1):
                found = PLACEHOLDERS.search(line)
                if found:
                    where = f"{path.relative_to(project).as_posix()}:{number}"
                    findings.append(Finding(code="placeholder", message=found[0], where=where))
        return [verdict(self, "all files", findings, started)]


VALIDATOR = PlaceholderValidator()
