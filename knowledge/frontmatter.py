"""Splits a document into its front matter (strict YAML) and its text."""

import re
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SHAPE = re.compile(r"\A---\n(?P<head>.*?)\n---\n(?P<text>.*)\Z", re.DOTALL)
MAX_HEAD = 16_384
"""Longer front matter (in characters) is refused unread."""


class Malformed(ValueError):
    """The document is not what a document has to be; the message says why."""


def split(document: str) -> tuple[dict[str, Any], str]:
    """Front matter as plain data, and the text below it. Raises Malformed."""
    found = _SHAPE.match(document)
    if found is None:
        raise Malformed("it does not begin with front matter between two lines of ---")
    if len(found["head"]) > MAX_HEAD:
        raise Malformed(f"its front matter is longer than {MAX_HEAD} characters")
    try:
        data = _parse(found["head"])
    except (yaml.YAMLError, RecursionError) as error:
        raise Malformed(f"its front matter is no readable YAML: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict):
        raise Malformed("its front matter is no mapping")
    return data, found["text"].strip() + "\n"


def _parse(head: str) -> Any:
    # Aliases can blow up to any size, and of two equal keys one would be lost: neither is needed here.
    if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(head, Loader=_Loader)):
        raise Malformed("its front matter uses YAML aliases")
    _refuse_twins(yaml.compose(head, Loader=_Loader))
    return yaml.load(head, Loader=_Loader)  # noqa: S506  (a safe loader)


def _refuse_twins(node: yaml.Node | None) -> None:
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        twins = sorted({key for key in keys if keys.count(key) > 1})
        if twins:
            raise Malformed(f"its front matter has the key {twins[0]!r} twice")
        for _, value in node.value:
            _refuse_twins(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_twins(item)
