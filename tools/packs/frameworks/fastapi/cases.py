"""Error cases: one constant for each."""

import re
from collections.abc import Iterable

from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.base import File
from tools.packs.cases import case_constants
from tools.packs.languages.python.layout import bracketed, module
from tools.packs.languages.python.literals import text


def cases_module(plan: RenderPlan, files: Iterable[File]) -> str:
    """`app/core/cases.py`: every error that these files, and so this API, can answer."""
    named = {name for file in files for name in re.findall(r"\bcases\.([A-Z][A-Z0-9_]*)", file.content)}
    lines = []
    for case, name in sorted(case_constants(plan).items(), key=lambda item: (item[0].status, item[0].code, item[1])):
        if name in named:
            lines += bracketed(f"{name} = ErrorCase(", [text(case.code), str(case.status), text(case.title)], ")")
    return module(
        "Every kind of refusal, by its stable code.", "from app.core.errors import ErrorCase", "\n".join(lines)
    )
