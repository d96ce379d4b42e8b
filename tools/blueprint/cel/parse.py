"""Text to tree, by cel-python's parser."""

from functools import cache, lru_cache

import lark
from celpy.celparser import CELParseError, CELParser

from tools.errors import BadInput


@cache
def _parser() -> CELParser:
    return CELParser()


@lru_cache(maxsize=8192)
def parse(text: str) -> lark.Tree[lark.Token]:
    """The syntax tree. Raises BadInput pointing at the character."""
    try:
        return _parser().parse(text)
    except CELParseError as error:
        raise at("This is no CEL expression", text, error.column or 1) from error
    except RecursionError as error:
        raise at("This expression is nested too deeply", text, 1) from error


def at(problem: str, text: str, column: int) -> BadInput:
    """An error that shows the expression with a caret under the column (counted from 1)."""
    line = text.replace("\n", " ")
    return BadInput(
        f"{problem}, at character {column}:\n  {line}\n  {' ' * (column - 1)}^",
        hint="`backend-engineer blueprint reference` lists what an expression may use.",
        code="bad-expression",
    )
