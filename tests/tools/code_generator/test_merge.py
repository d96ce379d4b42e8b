"""Merging: sorted, each thing once, and one author for each file."""

import pytest

from tools.code_generator.merge import distinct, merged
from tools.errors import CheckFailed
from tools.packs.base import Contribution, EnvVar, File, Service


def file(path: str, content: str = "") -> File:
    return File(path, content, "text")


def variable(name: str, *, required: bool = False, description: str = "") -> EnvVar:
    return EnvVar(name, description, "x", required=required)


def service(name: str) -> Service:
    return Service(name, "image", {}, ("CMD", "true"))


def test_files_are_sorted_whoever_gave_them() -> None:
    first, second = Contribution(files=(file("b"), file("a/z"))), Contribution(files=(file("a/b"),))
    expected = ["a/b", "a/z", "b"]
    assert [item.path for item in merged([first, second]).files] == expected
    assert merged([first, second]) == merged([second, first])


def test_two_packs_that_write_one_path_are_refused_even_with_the_same_content() -> None:
    twice = [Contribution(files=(file("app/x.py", "same"),)), Contribution(files=(file("app/x.py", "same"),))]
    with pytest.raises(CheckFailed, match=r"app/x\.py") as refused:
        merged(twice)
    assert refused.value.hint
    with pytest.raises(CheckFailed):
        distinct([file("x"), file("y"), file("x")])


def test_packages_come_once_and_sorted() -> None:
    found = merged([
        Contribution(dependencies=("b", "a"), dev_dependencies=("z",)),
        Contribution(dependencies=("a", "c"), dev_dependencies=("y", "z")),
    ])  # fmt: skip
    assert (found.dependencies, found.dev_dependencies) == (("a", "b", "c"), ("y", "z"))


def test_required_variables_come_first_and_the_first_word_on_one_counts() -> None:
    found = merged([
        Contribution(env=(variable("LOG"), variable("PORT", description="mine"))),
        Contribution(env=(variable("PORT", description="other"), variable("SECRET", required=True))),
    ])  # fmt: skip
    assert [item.name for item in found.env] == ["SECRET", "LOG", "PORT"]
    assert found.env[2].description == "mine"


def test_services_are_sorted_by_name() -> None:
    found = merged([Contribution(services=(service("redis"),)), Contribution(services=(service("database"),))])
    assert [item.name for item in found.services] == ["database", "redis"]


def test_packs_agree_on_a_fact_or_are_refused() -> None:
    assert merged([Contribution(facts={"b": "1", "a": "2"}), Contribution(facts={"a": "2"})]).facts == {
        "a": "2",
        "b": "1",
    }
    with pytest.raises(CheckFailed, match="the fact a"):
        merged([Contribution(facts={"a": "1"}), Contribution(facts={"a": "2"})])


def test_nothing_merges_into_nothing() -> None:
    assert merged([]) == Contribution()
