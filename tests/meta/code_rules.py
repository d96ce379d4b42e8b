"""Rules about Python code, read from its syntax tree."""

import ast
from collections.abc import Iterable, Iterator, Mapping

from tests.meta.sources import Source
from tests.meta.text_rules import may_name

# Package → what it may import of ours.
ARROWS = {
    "tools": {"tools"},
    "prompts": {"prompts", "tools"},
    "knowledge": {"knowledge", "tools"},
    "agent": {"agent", "tools", "prompts", "knowledge"},
    "evals": {"evals", "agent", "tools", "prompts", "knowledge"},
    "bench": {"bench", "agent", "tools", "prompts", "knowledge"},
}
SERVICES = frozenset(
    {
        "api_generator",
        "authentication_service",
        "code_generator",
        "database_designer",
        "database_migrator",
        "message_queue_service",
        "microservice_designer",
        "monitoring_service",
        "performance_optimizer",
        "security_service",
    }
)
# Where a pack says what it stands on: the one place where it names another pack.
DECLARATIONS = frozenset({"language", "persistence", "datastores"})


def imports(source: Source, modules: frozenset[str] = frozenset()) -> Iterator[tuple[int, str]]:
    """Line and dotted name of all imports, also those inside functions; relative ones made absolute.

    ``from a import b`` is an import of ``a.b`` where that is one of ``modules``, of ``a`` otherwise.
    """
    package = source.module.split(".")
    if not source.path.endswith("__init__.py"):
        package = package[:-1]
    for node in ast.walk(ast.parse(source.text)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield node.lineno, inner if inner in modules else base


def wrong_arrows(sources: Iterable[Source]) -> Iterator[str]:
    for source in sources:
        package = source.parts[0]
        # The command line is the composition root.
        allowed = set(ARROWS) if source.parts[:2] == ("agent", "cli") else ARROWS[package]
        for line, name in imports(source):
            target = name.split(".")[0]
            if target in ARROWS and target not in allowed:
                yield f"{source.path}:{line}: {package} imports {name}"


def reached_internals(sources: Iterable[Source]) -> Iterator[str]:
    """A service package that imports more of another one than its public name."""
    for source in sources:
        if source.parts[0] != "tools":
            continue
        for line, name in imports(source):
            parts = name.split(".")
            inside = len(parts) > 2 and parts[0] == "tools" and parts[1] in SERVICES
            if inside and parts[1] != source.parts[1]:
                yield f"{source.path}:{line}: reaches into {name}"


def cycles(sources: Iterable[Source]) -> Iterator[str]:
    """Modules that import each other, however long the way round."""
    known = {source.module: source for source in sources}
    modules = frozenset(known)
    graph = {
        module: sorted({name for _, name in imports(source, modules)} & modules - {module})
        for module, source in known.items()
    }
    done: set[str] = set()
    for start in sorted(graph):
        yield from _walk(start, graph, [], done)


def _walk(module: str, graph: Mapping[str, list[str]], path: list[str], done: set[str]) -> Iterator[str]:
    if module in path:
        yield " → ".join([*path[path.index(module) :], module])
        return
    if module in done:
        return
    for target in graph[module]:
        yield from _walk(target, graph, [*path, module], done)
    done.add(module)


def swallowed_errors(sources: Iterable[Source]) -> Iterator[str]:
    for source in sources:
        for node in ast.walk(ast.parse(source.text)):
            if isinstance(node, ast.ExceptHandler) and all(isinstance(part, ast.Pass) for part in node.body):
                yield f"{source.path}:{node.lineno}: an error is swallowed"


def packs_in_code(sources: Iterable[Source], packs: Mapping[str, str]) -> Iterator[str]:
    """Pack ids as string literals outside their own place."""
    for source in sources:
        tree = ast.parse(source.text)
        declared = _declared(tree) if source.parts[-1] == "pack" else set()
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
                continue
            named = node.value in packs and node not in declared
            if named and not may_name(source, node.value, packs):
                yield f"{source.path}:{node.lineno}: names the pack {node.value}"


def _declared(tree: ast.Module) -> set[ast.AST]:
    """The literals in ``language = …``, ``persistence = …`` and ``datastores = …``."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AnnAssign):
            targets = [node.target]
        names = {target.id for target in targets if isinstance(target, ast.Name)}
        if names & DECLARATIONS and isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            found.update(ast.walk(node.value))
    return found
