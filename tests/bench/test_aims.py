"""Aims are judged by the stack that does worst, and told in plain words."""

from bench.aims import Aim, aims
from tests.bench.figures import EMPTY, FULL, proof

MET = {
    "work for 6 entities, in a new process": False,
    "whole new process for 6 entities": False,
    "peak memory at 600 entities": True,
    "growth from 60 to 600 entities, as a power of the size": False,
    "live proof of 6 entities, warm": True,
    "requests per second of list, one with store, beside the hand-written application": True,
    "requests per second of read, one with store, beside the hand-written application": False,
    "requests per second of create, one with store, beside the hand-written application": True,
}


def told() -> dict[str, Aim]:
    return {aim.what: aim for aim in aims(FULL)}


def test_each_aim_is_met_or_missed() -> None:
    assert {what: aim.met for what, aim in told().items()} == MET


def test_the_worst_stack_is_named() -> None:
    assert told()["work for 6 entities, in a new process"].measured == "2.50 s (two with store)"
    assert told()["peak memory at 600 entities"].measured == "480 MB (one with store)"
    assert told()["growth from 60 to 600 entities, as a power of the size"].measured == "1.30 (two with store)"


def test_a_proof_that_failed_was_not_fast() -> None:
    report = FULL.model_copy(update={"proof": (proof("one", 25.0), proof("two", 3.0, failed=1))})
    found = {aim.what: aim for aim in aims(report)}["live proof of 6 entities, warm"]
    assert (found.met, found.measured) == (False, "the proof failed (two with store)")


def test_what_was_not_measured_is_neither() -> None:
    assert {aim.met for aim in aims(EMPTY)} == {None}
