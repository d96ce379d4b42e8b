"""`python -m bench`: measures, and writes the report."""

import argparse
import platform
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import generation, proof, retrieval
from bench.aims import LARGE, MIDDLE, SMALL
from bench.figures import Report
from bench.machine import machine
from bench.report import render
from bench.serving import compare
from bench.serving.handwritten import application, frameworks
from tools.blueprint.plan.render_plan import Stack
from tools.errors import AgentError
from tools.packs import registry

ROOT = Path(__file__).parents[1]
COMMITTED = ROOT / "bench"
TRIED = ROOT / "build" / "bench"
"""Where runs that measure a section in part leave their report."""
NUMBERS = "report.json"
SECTIONS = ("generation", "proof", "retrieval", "serving")
ROUNDS, QUICK_ROUNDS = 10, 3
"""How often all questions are put to the knowledge base."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when everything was measured, whatever the numbers are; 1 when something could not be; 2 for a wrong call."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if unknown := sorted(set(given.sections) - set(SECTIONS)):
        parser.error(f"no section: {', '.join(unknown)}")
    sections = tuple(given.sections) or SECTIONS
    stacks = [stack for stack in registry.stacks() if not given.stack or _name(stack) in given.stack]
    sizes = given.entities or ([SMALL, MIDDLE] if given.quick else [SMALL, MIDDLE, LARGE])
    try:
        report = _measured(sections, stacks, sizes, quick=given.quick)
    except AgentError as error:
        print(f"{error.message}\n{error.hint}", file=sys.stderr)
        return 1
    complete = not (given.stack or given.entities or given.quick)
    folder = given.out or (COMMITTED if complete else TRIED)
    folder.mkdir(parents=True, exist_ok=True)
    if complete:
        report = joined(report, folder / NUMBERS, sections)
    text = render(report)
    (folder / "REPORT.md").write_text(text, encoding="utf-8")
    (folder / NUMBERS).write_text(report.model_dump_json(indent=2) + "\n", encoding="utf-8")
    print(text)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    stacks = [_name(stack) for stack in registry.stacks()]
    parser.add_argument(
        "sections",
        nargs="*",
        metavar="SECTION",
        help=f"of: {', '.join(SECTIONS)}; none means all; others stay as they are",
    )
    parser.add_argument("--quick", action="store_true", help="few and short rounds, no large Blueprint, one proof")
    parser.add_argument("--stack", action="append", choices=stacks, help="only this one; repeatable")
    parser.add_argument("--entities", action="append", type=int, help="only Blueprints of this size; repeatable")
    parser.add_argument("--out", type=Path, help="folder of the report; a section measured in part: build/bench")
    return parser


def _measured(sections: Sequence[str], stacks: Sequence[Stack], sizes: Sequence[int], *, quick: bool) -> Report:
    """Memory is measured first, while this process is small itself: a child begins with what its parent held."""
    versions = {"Python of the agent": platform.python_version()}
    generated, proven, served, searches = [], [], [], None
    if "generation" in sections:
        for size in sizes:
            for stack in stacks:
                _tell(f"generation: {size} entities, {_name(stack)}")
                generated.append(generation.measure(stack, size, quick=quick))
    if "retrieval" in sections:
        _tell("retrieval")
        searches = retrieval.measure(rounds=QUICK_ROUNDS if quick else ROUNDS)
    if "serving" in sections:
        for stack in [stack for stack in stacks if _is_served(stack)]:
            _tell(f"serving: {_name(stack)}")
            figures, found = compare.measure(stack, compare.QUICK if quick else compare.FULL, _tell)
            served.append(figures)
            versions |= found
    if "proof" in sections:
        for stack in stacks[:1] if quick else stacks:
            _tell(f"proof: {_name(stack)}")
            proven.append(proof.measure(stack, SMALL))
    return Report(
        quick=quick,
        machine=machine(),
        versions=versions,
        generation=tuple(generated),
        proof=tuple(proven),
        retrieval=searches,
        serving=tuple(served),
    )


def joined(report: Report, file: Path, sections: Sequence[str]) -> Report:
    """The report with the sections that it lacks, as they were measured last on the same machine."""
    if not file.is_file():
        return report
    before = Report.model_validate_json(file.read_bytes())
    if before.machine != report.machine:
        return report
    kept = {name: getattr(before, name) for name in SECTIONS if name not in sections}
    return report.model_copy(update={**kept, "versions": before.versions | report.versions})


def _is_served(stack: Stack) -> bool:
    """Whether there is a hand-written application of this stack."""
    return stack.framework in frameworks() and application(stack.framework).datastore == stack.datastore


def _name(stack: Stack) -> str:
    return f"{stack.framework},{stack.datastore}"


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    # Told to end, it must take what it started with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    sys.exit(main())
