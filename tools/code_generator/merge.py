"""Merges what packs contribute, in a fixed order; two packs never write one path."""

from collections.abc import Iterable

from tools.errors import CheckFailed
from tools.packs.base import Contribution, EnvVar, File


def merged(contributions: Iterable[Contribution]) -> Contribution:
    """One contribution out of many. Raises CheckFailed when two of them write one path or differ on a fact."""
    found = list(contributions)
    facts: dict[str, str] = {}
    for item in found:
        for name, fact in item.facts.items():
            if facts.setdefault(name, fact) != fact:
                raise CheckFailed(f"Two packs give the fact {name}.", hint="Rename one of them.")
    return Contribution(
        files=distinct(file for item in found for file in item.files),
        dependencies=_sorted(name for item in found for name in item.dependencies),
        dev_dependencies=_sorted(name for item in found for name in item.dev_dependencies),
        env=_variables(variable for item in found for variable in item.env),
        services=tuple(sorted((service for item in found for service in item.services), key=lambda item: item.name)),
        facts=dict(sorted(facts.items())),
    )


def distinct(files: Iterable[File]) -> tuple[File, ...]:
    """The files, sorted by path; CheckFailed when a path comes twice."""
    found: dict[str, File] = {}
    for file in files:
        if file.path in found:
            raise CheckFailed(f"Two packs write {file.path}.", hint="One file has one author.")
        found[file.path] = file
    return tuple(found[path] for path in sorted(found))


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def _variables(variables: Iterable[EnvVar]) -> tuple[EnvVar, ...]:
    """Required ones first, each name once, otherwise in the order of the packs."""
    found: dict[str, EnvVar] = {}
    for variable in variables:
        found.setdefault(variable.name, variable)
    return tuple(sorted(found.values(), key=lambda item: not item.required))
