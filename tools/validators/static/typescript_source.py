"""Reads TypeScript and JavaScript as far as checks of sources ask: whether it parses, and where texts stand in it."""

import re
from collections.abc import Iterator
from functools import cache

import tree_sitter_typescript
from tree_sitter import Language, Node, Parser, Tree

TEXTS = frozenset({"string", "template_string"})
DOCUMENTATION = "/**"
# The grammar takes the types of a template for a comparison.
_TYPES = re.compile(rb"(?<=\w)<(?:[^<>`]|<[^<>`]*>)*>(?=`)")


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_typescript.language_typescript()))


def check(text: str) -> None:
    """Raises SyntaxError, with the line, where the source does not parse."""
    tree = _parsed(text.encode("utf-8", "surrogatepass"))
    if tree.root_node.has_error:
        wrong = next(node for node in _nodes(tree) if node.is_error or node.is_missing)
        told = f"{wrong.type!r} is missing" if wrong.is_missing else "unexpected text"
        raise SyntaxError(f"{told} at line {wrong.start_point.row + 1}, column {wrong.start_point.column + 1}")


def texts(text: str) -> list[tuple[int, int]]:
    """Where texts and comments of documentation begin and end, counted in characters."""
    source = text.encode("utf-8", "surrogatepass")
    found, place, counted = [], 0, 0
    for node in _nodes(_parsed(source)):
        documents = node.type == "comment" and source.startswith(DOCUMENTATION.encode(), node.start_byte)
        if node.type in TEXTS or documents:
            counted += _length(source[place : node.start_byte])
            start, place = counted, node.end_byte
            counted += _length(source[node.start_byte : place])
            found.append((start, counted))
    return found


def _parsed(source: bytes) -> Tree:
    return _parser().parse(_TYPES.sub(lambda found: b" " * len(found[0]), source))


def _length(source: bytes) -> int:
    """How many characters these bytes are."""
    return len(source.decode("utf-8", "surrogatepass"))


def _nodes(tree: Tree) -> Iterator[Node]:
    """All nodes, in the order of the source; what stands in a text is part of it."""
    waiting = [tree.root_node]
    while waiting:
        node = waiting.pop()
        yield node
        if node.type not in TEXTS or node.has_error:
            waiting += reversed(node.children)
