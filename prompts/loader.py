"""Renders a prompt and holds it to its budget of tokens."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, meta

from prompts.tokens import count
from tools.errors import BadInput

BUDGETS: Mapping[str, int] = {
    "plan.system": 4_500,
    "plan.user": 6_000,
    "plan.findings": 2_000,
    "plan.mend": 3_200,
    "plan.refused": 12_500,
    "plan.found": 700,
    "plan.checked": 1_000,
}
"""Prompt to the most tokens that it may come to."""
_TEMPLATES = Path(__file__).parent


def render(name: str, **values: object) -> str:
    """The prompt. Raises BadInput when the values make it longer than its budget; KeyError for an unknown name."""
    budget = BUDGETS[name]
    text = _environment().get_template(f"{name}.j2").render(**values)
    counted = count(text)
    if counted.tokens > budget:
        about = "" if counted.exact else "about "
        raise BadInput(
            f"The prompt {name} comes to {about}{counted.tokens} tokens; {budget} are allowed.",
            hint="Shorten the request.",
            code="prompt-too-long",
        )
    return text


def version(name: str) -> str:
    """Changes with every change of the text of the template and of those it includes; KeyError for an unknown name."""
    if name not in BUDGETS:
        raise KeyError(name)
    return hashlib.sha256(b"".join(_sources(f"{name}.j2"))).hexdigest()[:12]


def fenced(text: object) -> str:
    """Text of others as a marked block: it cannot close its own block, for every line is quoted."""
    lines = str(text).splitlines() or [""]
    return "\n".join(f"| {line}" for line in lines)


def shortened(text: str, most: int) -> str:
    """The text, or as much of it as comes to at most so many tokens once it is fenced: letters differ in their cost."""
    if count(fenced(text)).tokens <= most:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if count(fenced(f"{text[:middle]}…")).tokens <= most:
            low = middle
        else:
            high = middle - 1
    return f"{text[:low]}…"


def _sources(file: str) -> Iterator[bytes]:
    source = (_TEMPLATES / file).read_bytes()
    yield source
    for included in meta.find_referenced_templates(_environment().parse(source.decode())):
        assert included is not None, "what is included is named in the template"
        yield from _sources(included)


@cache
def _environment() -> Environment:
    # Prompts are plain text: escaping for HTML would change the words of the person.
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["fenced"] = fenced
    return environment
