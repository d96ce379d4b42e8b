"""Names inside CEL expressions: replaced where they stand, by what they mean there."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import lark

from tools.blueprint.cel.macros import MACROS
from tools.blueprint.cel.parse import at, parse
from tools.blueprint.edit.model import PartKind
from tools.blueprint.edit.spelling import Spelling
from tools.blueprint.managed import ROLE
from tools.errors import BadInput

Tree = lark.Tree[lark.Token]
Reading = tuple[str, str]
"""A root, and what is read of it; nothing where it stands by itself."""
Sent = Callable[[str | None, str], str]
"""Spells what was sent: an input, or a member of the items of the input that is named first."""

_MACROS = frozenset(macro.name for macro in MACROS)


def as_sent(_: str | None, name: str) -> str:
    """Where nothing that is sent changes its name."""
    return name


@dataclass(frozen=True, slots=True)
class Scope:
    """What the roots of an expression stand for; all others are values without members that edits know."""

    rows: Mapping[str, str] = field(default_factory=dict)
    """Name → entity."""
    items: Mapping[str, str] = field(default_factory=dict)
    """What a loop calls the object at hand → the input that lists it."""
    sent: Sent = as_sent

    def row(self, name: str, entity: str | None) -> "Scope":
        """The scope in which the name is a row of the entity."""
        return self if entity is None else replace(self, rows={**self.rows, name: entity})

    def item(self, name: str, source: str) -> "Scope":
        return replace(self, items={**self.items, name: source})


def respell(text: str, scope: Scope, spelling: Spelling, *, role: bool = False) -> str:
    """The expression with all names as they are spelled now, and every other character as it was.

    `role`: whether its value is a role. Raises Gone for a part that is taken out, and BadInput for a
    name that none can say. What is no expression stays as it is.
    """
    reader = _Reader(scope, spelling)
    try:
        tree = parse(text)
    except BadInput:
        # It means nothing yet; `check` says so.
        return text
    try:
        reader.visit(tree, scope)
        if role:
            reader.roles(tree)
    except RecursionError as error:
        raise at("This expression is nested too deeply", text, 1) from error
    for (start, end), name in sorted(reader.found.items(), reverse=True):
        text = f"{text[:start]}{name}{text[end:]}"
    if reader.found:
        parse(text)
    return text


def readings(text: str) -> set[Reading]:
    """All that an expression reads of its roots; nothing where it is none."""
    try:
        tree = parse(text)
    except BadInput:
        return set()
    found: set[Reading] = set()
    for part in tree.iter_subtrees():
        root = _ident(_base(part)) if part.data == "member_dot" else None
        if root is not None:
            found.add((root, str(_name(part))))
        elif part.data == "ident":
            found.add((str(part.children[0]), ""))
    return found


class _Reader:
    def __init__(self, scope: Scope, spelling: Spelling) -> None:
        self._spelling = spelling
        self._sent = scope.sent
        self.found: dict[tuple[int, int], str] = {}
        """Where a name stands, from and to → how it is spelled now."""

    def visit(self, tree: Tree, scope: Scope) -> None:
        children = list(_children(tree))
        if tree.data == "member_dot":
            self._value(tree, scope)
        elif tree.data == "member_dot_arg":
            self._method(tree, scope)
        else:
            if tree.data == "relation" and len(children) == 2:
                self._compared(_operand(children[0]), children[1], scope)
            for child in children:
                self.visit(child, scope)

    def _value(self, tree: Tree, scope: Scope) -> None:
        """`row.author.name`, `input.title`: what stands last is a value, or rows that something is `in`."""
        base, name = _base(tree), _name(tree)
        root = _ident(base)
        if root is not None and root not in scope.rows:
            if root == "input":
                self._put(name, self._sent(None, str(name)))
            elif root in scope.items:
                self._put(name, self._sent(scope.items[root], str(name)))
            return
        entity = self._row(base, scope)
        if entity is not None:
            self._put(name, self._spelling.member(entity, str(name)))

    def _row(self, tree: Tree, scope: Scope) -> str | None:
        """The entity of the rows that a path of relationships leads to."""
        tree = _bare(tree)
        root = _ident(tree)
        if root is not None:
            return scope.rows.get(root)
        if tree.data != "member_dot":
            self.visit(tree, scope)
            return None
        entity, name = self._row(_base(tree), scope), _name(tree)
        way = self._spelling.names.way(entity, str(name)) if entity is not None else None
        if way is None:
            return None
        self._put(name, self._spelling.way(way))
        return way.target

    def _method(self, tree: Tree, scope: Scope) -> None:
        """`row.comments.exists(c, c.stars > 3)`; or `row.title.startsWith(input.q)`."""
        subject = _bare(_base(tree))
        arguments = [item for given in list(_children(tree))[1:] for item in _children(given)]
        if str(_name(tree)) in _MACROS and subject.data == "member_dot":
            entity = self._row(subject, scope)
            called = _ident(arguments[0]) if arguments else None
            inner = scope.row(called, entity) if called is not None else scope
            for argument in arguments[1:]:
                self.visit(argument, inner)
            return
        for part in (subject, *arguments):
            self.visit(part, scope)

    def _compared(self, left: Tree, right: Tree, scope: Scope) -> None:
        """A constant beside the role of an account is the name of one."""
        for value, constant in ((left, right), (right, left)):
            if self._is_role(_bare(value), scope):
                self.roles(constant)

    def _is_role(self, tree: Tree, scope: Scope) -> bool:
        if tree.data != "member_dot" or str(_name(tree)) != ROLE:
            return False
        if _ident(_base(tree)) == "viewer":
            return True
        account = self._spelling.names.account
        return account is not None and _Reader(scope, self._spelling)._row(_base(tree), scope) == account

    def roles(self, tree: Tree) -> None:
        """Constants that are what the expression gives, one by one or in a list, are roles."""
        children = list(_children(tree))
        if tree.data == "literal":
            self._role(tree.children[0])
        elif tree.data == "expr" and len(children) == 3:
            for child in children[1:]:
                self.roles(child)
        elif len(children) == 1 or tree.data == "exprlist":
            for child in children:
                self.roles(child)

    def _role(self, token: object) -> None:
        if isinstance(token, lark.Token) and token.type == "STRING_LIT":
            quote, name = str(token)[0], str(token)[1:-1]
            self._put(token, f"{quote}{self._spelling.of(PartKind.ROLE, name)}{quote}")

    def _put(self, token: lark.Token, name: str) -> None:
        if str(token) != name and token.start_pos is not None and token.end_pos is not None:
            self.found[token.start_pos, token.end_pos] = name


def _children(tree: Tree) -> Iterator[Tree]:
    return (child for child in tree.children if isinstance(child, lark.Tree))


def _base(tree: Tree) -> Tree:
    return next(_children(tree))


def _name(tree: Tree) -> lark.Token:
    return next(child for child in tree.children if isinstance(child, lark.Token))


def _operand(tree: Tree) -> Tree:
    """The left side, which stands inside its operator."""
    return next(_children(tree), tree)


def _bare(tree: Tree) -> Tree:
    """The first part of a tree that is more than a group around another."""
    while tree.data not in ("ident", "member_dot", "member_dot_arg"):
        children = [child for child in tree.children if child is not None]
        if len(children) != 1 or not isinstance(children[0], lark.Tree):
            break
        tree = children[0]
    return tree


def _ident(tree: Tree) -> str | None:
    """The name, where the tree is no more than one."""
    bare = _bare(tree)
    return str(bare.children[0]) if bare.data == "ident" else None
