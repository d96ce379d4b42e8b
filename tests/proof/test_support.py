"""README's support table is what the committed proofs say."""

import warnings
from pathlib import Path

import pytest

from tests.proof.support import Proof, is_stale, read_proofs, table, with_table
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


def test_stale_proofs_are_told() -> None:
    if is_stale(read_proofs()):
        warnings.warn("the generator has changed since `make proof` was run last", stacklevel=1)


def test_failures_show_in_the_table() -> None:
    proof = Proof("f", "d", "b", "0" * 64, {"static": {"failed": 1}, "build": {}, "live": {"passed": 2, "skipped": 3}})
    assert "| f | d | b | 0 | 0 | 2 | 1 | 3 |" in table([proof])


def test_a_text_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="has no"):
        with_table("nothing here", [])
