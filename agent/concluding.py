"""Puts together what a run tells at its end, from its state."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from agent.chat.versions import last_on, read_versions
from agent.context import Context
from agent.outcome import (
    NO_LEVEL,
    Answered,
    Completed,
    DeliveredArtifact,
    Failed,
    FileChanges,
    NeedsInput,
    Proof,
    Related,
    Spend,
    VersionReport,
)
from agent.planner.draft import Question
from agent.ports import Rules
from agent.state import ArtifactRef, Data, State
from tools.validators.evidence import Evidence


def completed(state: State, context: Context, out: str | None, before: Mapping[str, str]) -> Data:
    """A `Completed` as plain data; `out` is the directory that was written, `before` what lay there: path to sha256."""
    report = _report(state, context) | {"version": _version(state, before)}
    return Completed(**report, out=out).model_dump(mode="json")


def words(state: State, context: Context, text: str, documents: Sequence[str]) -> Data:
    """An `Answered` as plain data: nothing was made, and what was planned is not what there is."""
    asked: dict[str, Any] = {
        "task_type": None,
        "stack": {},
        "blueprint": {},
        "artifacts": (),
        "evidence": (),
        "proof": Proof(level=NO_LEVEL),
        "documents": tuple(documents),
    }
    told = {"assumptions": (), "unplaced": (), "questions": (), "risks": (), "rules": (), "related": ()}
    return Answered(**{**_report(state, context), **asked, **told}, text=text).model_dump(mode="json")


def needs_input(state: State, context: Context, questions: Iterable[Question]) -> Data:
    """A `NeedsInput` as plain data."""
    report = _report(state, context) | {"questions": tuple(questions), "version": _version(state)}
    return NeedsInput(**report).model_dump(mode="json")


def failed(state: State, context: Context, error: Data) -> Data:
    """A `Failed` as plain data: it delivers no artifacts."""
    report = _report(state, context) | {"artifacts": ()}
    return Failed(**report, error=error).model_dump(mode="json")


def _report(state: State, context: Context) -> dict[str, Any]:
    draft, plan = state.get("draft", {}), state.get("plan", {})
    refs = refs_of(state)
    evidence = tuple(Evidence.model_validate(row) for row in state.get("evidence", []))
    rules = sorted({*draft.get("rules", []), *(rule for ref in refs for rule in ref["rules"])})
    return {
        "task_type": plan.get("task_type"),
        "stack": plan.get("stack", {}),
        "blueprint": plan.get("blueprint", {}),
        "artifacts": tuple(_artifact(ref, context.rules) for ref in refs),
        "evidence": evidence,
        "proof": count(evidence, context.settings.level),
        "assumptions": tuple(draft.get("assumptions", [])),
        "questions": tuple(Question.model_validate(item) for item in draft.get("questions", [])),
        "unplaced": tuple(draft.get("unplaced", [])),
        "risks": tuple(draft.get("risks", [])),
        "notices": tuple(state.get("notices", [])),
        "rules": tuple(rules),
        "documents": _documents(rules, context.rules),
        "related": tuple(
            Related(document=item["document"], title=item["title"], score=item["score"])
            for item in state.get("passages", [])
        ),
        "spend": Spend(**state.get("spend", {})),
    }


def _version(state: State, before: Mapping[str, str] | None = None) -> VersionReport | None:
    """What a turn makes of the version before; None for a first request. `before` is None where nothing was made."""
    versions, plan = read_versions(state), state.get("plan", {})
    if not versions or "changes" not in plan:
        return None
    # Another datastore goes on from the last version on it, or begins anew.
    base = last_on(versions, plan["stack"]["datastore"])
    appended = plan["migrations"][(len(base.migrations) or 1) if base is not None else 1 :]
    return VersionReport(
        number=versions[-1].number + 1,
        changes=tuple(plan["changes"]),
        files=FileChanges() if before is None else _changes(state, before),
        migrations=tuple(f"{item['number']:04}_{item['name']}" for item in appended),
    )


def _changes(state: State, before: Mapping[str, str]) -> FileChanges:
    files = {ref["path"]: ref["sha256"] for ref in refs_of(state)}
    return FileChanges(
        added=tuple(sorted(files.keys() - before.keys())),
        changed=tuple(sorted(path for path in files.keys() & before.keys() if files[path] != before[path])),
        removed=tuple(sorted(before.keys() - files.keys())),
    )


def refs_of(state: State) -> list[ArtifactRef]:
    """All artifacts of a run, sorted by path."""
    refs = {ref["path"]: ref for refs in state.get("artifacts", {}).values() for ref in refs}
    return [refs[path] for path in sorted(refs)]


def count(evidence: Iterable[Evidence], level: str) -> Proof:
    """The rows by status."""
    counts = {"passed": 0, "failed": 0, "skipped": 0, "not_applicable": 0}
    for row in evidence:
        counts[row.status] += 1
    return Proof(level=level, **counts)


def _artifact(ref: ArtifactRef, rules: Rules) -> DeliveredArtifact:
    identity = hashlib.sha256(f"{ref['path']}\n{ref['sha256']}".encode()).hexdigest()[:24]
    return DeliveredArtifact(id=identity, documents=_documents(ref["rules"], rules), **ref)


def _documents(rule_ids: Iterable[str], rules: Rules) -> tuple[str, ...]:
    return tuple(sorted({found for rule in rule_ids if (found := rules.document_of(rule)) is not None}))
