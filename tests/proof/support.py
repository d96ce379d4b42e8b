"""The support table: what committed proofs say of each stack, as Markdown for the README."""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.proof.stack_proof import plan_of
from tools.artifacts import Artifact
from tools.code_generator import generate
from tools.packs import registry
from tools.validators.evidence import Evidence

FOLDER = Path("tests/proof/evidence")
START, END = "<!-- support table: start -->", "<!-- support table: end -->"
LEVELS = ("static", "build", "live")


@dataclass(frozen=True, slots=True)
class Proof:
    """How one example Blueprint fared on one stack."""

    framework: str
    datastore: str
    blueprint: str
    backend: str
    """sha256 of the files that were proven: the proof holds for as long as the generator makes these."""
    counts: dict[str, dict[str, int]]
    """Level to status to number of rows."""

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.framework}-{self.datastore}" / f"{self.blueprint}.json"

    def dump(self) -> str:
        fields = {name: getattr(self, name) for name in self.__slots__}
        return json.dumps(fields, indent=2, sort_keys=True) + "\n"


def proof_of(
    framework: str, datastore: str, blueprint: str, artifacts: Iterable[Artifact], rows: Iterable[Evidence]
) -> Proof:
    """Counts evidence by level and status; durations are left out, so that a proof's bytes repeat."""
    counts: dict[str, Counter[str]] = {level: Counter() for level in LEVELS}
    for row in rows:
        counts[row.level][row.status] += 1
    ordered = {level: dict(sorted(statuses.items())) for level, statuses in counts.items()}
    return Proof(framework, datastore, blueprint, digest(artifacts), ordered)


def digest(artifacts: Iterable[Artifact]) -> str:
    """sha256 over the paths and contents of a backend's files."""
    lines = [f"{item.sha256}  {item.path}\n" for item in sorted(artifacts, key=lambda item: item.path)]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def read_proofs(folder: Path = FOLDER) -> list[Proof]:
    """Every committed proof, by stack and Blueprint."""
    return [Proof(**json.loads(path.read_text())) for path in sorted(folder.glob("*/*.json"))]


def is_stale(proof: Proof) -> bool:
    """Whether the generator makes other files now than those that were proven."""
    plan = plan_of(proof.blueprint, registry.stack(proof.framework, proof.datastore))
    return digest(generate(plan)) != proof.backend


def table(proofs: Sequence[Proof]) -> str:
    """A Markdown table, one row for each stack: passed rows of each level, over all example Blueprints."""
    lines = ["| framework | datastore | proven on | static | build | live | failed | skipped |", "|" + "---|" * 8]
    for framework, datastore in sorted({(proof.framework, proof.datastore) for proof in proofs}):
        own = [proof for proof in proofs if (proof.framework, proof.datastore) == (framework, datastore)]
        passed = [sum(proof.counts[level].get("passed", 0) for proof in own) for level in LEVELS]
        counts = [count for proof in own for count in proof.counts.values()]
        bad = [sum(count.get(status, 0) for count in counts) for status in ("failed", "skipped")]
        names = ", ".join(proof.blueprint for proof in own)
        lines.append("| " + " | ".join([framework, datastore, names, *map(str, passed), *map(str, bad)]) + " |")
    return "\n".join(lines)


def with_table(text: str, proofs: Sequence[Proof]) -> str:
    """The text with the table between its marks made anew. ValueError when a mark is missing."""
    head, _, rest = text.partition(START)
    _, mark, tail = rest.partition(END)
    if not mark:
        raise ValueError(f"the text has no {START} … {END}")
    return f"{head}{START}\n{table(proofs)}\n{END}{tail}"


if __name__ == "__main__":
    readme = Path(sys.argv[1])
    readme.write_text(with_table(readme.read_text(), read_proofs()))
