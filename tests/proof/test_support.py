"""README's support table is what the committed proofs say."""

import warnings
from dataclasses import replace
from pathlib import Path

import pytest

from tests.proof.stack_proof import plan_of
from tests.proof.support import FOLDER, Proof, digest, is_stale, read_proofs, table, with_table
from tools.code_generator import generate
from tools.packs import registry


def test_the_table_in_readme_is_made_from_the_committed_proofs() -> None:
    text = Path("README.md").read_text()
    assert with_table(text, read_proofs()) == text, "run `make proof`"


def test_every_stack_has_proofs_and_none_failed() -> None:
    proofs = read_proofs()
    assert {(proof.framework, proof.datastore) for proof in proofs} == {
        (stack.framework, stack.datastore) for stack in registry.stacks()
    }
    for proof in proofs:
        for level, counts in proof.counts.items():
            assert counts.get("passed", 0) > 0, (proof.path, level)
            assert counts.get("failed", 0) + counts.get("skipped", 0) == 0, (proof.path, level)


@pytest.mark.parametrize("proof", read_proofs(), ids=lambda proof: proof.path.relative_to(FOLDER).with_suffix(""))
def test_stale_proofs_are_told(proof: Proof) -> None:
    if is_stale(proof):
        warnings.warn(f"the generator makes other files than were proven: {proof.path}", stacklevel=1)


def test_a_proof_is_stale_when_a_file_is_another() -> None:
    proof = read_proofs()[0]
    artifacts = generate(plan_of(proof.blueprint, registry.stack(proof.framework, proof.datastore)))
    proven = replace(proof, backend=digest(artifacts))
    assert not is_stale(proven)
    changed = [replace(artifacts[0], content=f"{artifacts[0].content}\n"), *artifacts[1:]]
    assert is_stale(replace(proof, backend=digest(changed)))


def test_failures_show_in_the_table() -> None:
    proof = Proof("f", "d", "b", "0" * 64, {"static": {"failed": 1}, "build": {}, "live": {"passed": 2, "skipped": 3}})
    assert "| f | d | b | 0 | 0 | 2 | 1 | 3 |" in table([proof])


def test_a_text_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="has no"):
        with_table("nothing here", [])
