"""Imports are printed in one order, however they were collected, and name modules by the way to them."""

from hypothesis import given
from hypothesis import strategies as st

from tools.packs.languages.typescript.imports import Imports
from tools.validators.static.typescript_source import check

PATH = "src/services/books.ts"
MODULES = ("node:crypto", "express", "kysely", "@node-rs/argon2", "src/core/errors.ts", "src/services/notes.ts", PATH)
NAMES = ("sql", "Router", "a1", "MAX", "notes as service", "b10", "b9")


def imports(path: str = PATH) -> Imports:
    return Imports(path)


def test_node_comes_before_packages_before_own_modules() -> None:
    found = imports()
    found.add("src/core/errors.ts", "Problem")
    found.add("kysely", "sql")
    found.add("node:crypto", "createHash", "randomBytes")
    found.add("@node-rs/argon2", "hash")
    found.add("src/services/notes.ts", "createNote")
    found.add("src/app.ts", "createApp")
    assert found.render().splitlines() == [
        "import { createHash, randomBytes } from 'node:crypto';",
        "import { hash } from '@node-rs/argon2';",
        "import { sql } from 'kysely';",
        "import { createApp } from '../app.ts';",
        "import { Problem } from '../core/errors.ts';",
        "import { createNote } from './notes.ts';",
    ]


def test_types_are_marked_unless_the_value_is_needed_too() -> None:
    found = imports()
    assert found.type_name("src/core/errors.ts", "ErrorCase") == "ErrorCase"
    assert found.name("src/core/errors.ts", "Problem") == "Problem"
    found.type("src/core/errors.ts", "Problem")
    found.type("kysely", "Kysely", "Selectable")
    assert found.render().splitlines() == [
        "import type { Kysely, Selectable } from 'kysely';",
        "import { type ErrorCase, Problem } from '../core/errors.ts';",
    ]
    assert found.has("kysely", "Kysely")
    assert not found.has("kysely", "sql")


def test_every_form_of_an_import() -> None:
    found = imports("tests/api/books.test.ts")
    found.default("express", "express")
    found.type("express", "Router")
    found.default("src/core/a.ts", "a")
    found.module("src/core/cases.ts", "cases")
    found.effect("tests/setup.ts")
    assert found.render().splitlines() == [
        "import express, { type Router } from 'express';",
        "import a from '../../src/core/a.ts';",
        "import * as cases from '../../src/core/cases.ts';",
        "import '../setup.ts';",
    ]


def test_long_lines_are_opened() -> None:
    found = imports()
    names = [f"aRatherLongName{number}" for number in range(7)]
    found.add("kysely", *names)
    assert found.render() == "\n".join(["import {", *(f"  {name}," for name in names), "} from 'kysely';"])


def test_a_module_does_not_import_itself() -> None:
    found = imports()
    assert found.name(PATH, "createBook") == "createBook"
    assert found.render() == ""


def test_a_module_at_the_root_names_its_neighbours() -> None:
    found = imports("vitest.config.ts")
    found.add("src/app.ts", "createApp")
    assert found.render() == "import { createApp } from './src/app.ts';"


@given(st.lists(st.tuples(st.sampled_from(MODULES), st.sampled_from(NAMES), st.booleans())))
def test_order_and_repetition_do_not_matter(added: list[tuple[str, str, bool]]) -> None:
    rendered = []
    for order in (added, [*reversed(added), *added]):
        found = imports()
        for module, name, typed in order:
            (found.type if typed else found.add)(module, name)
        rendered.append(found.render())
    assert rendered[0] == rendered[1]
    check(rendered[0])
