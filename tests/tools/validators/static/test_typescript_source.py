"""What is told of TypeScript sources without Node: that they parse, and where texts stand."""

import pytest

from tools.validators.static.typescript_source import check, texts

SOUND = [
    "import { type A, b } from './x.ts';\nimport type { C } from 'c';\nexport const a = { b: 1 } satisfies C;",
    "const { rows } = await sql<{ found: unknown }>`select ${one} as found`.execute(session);",
    "export async function f<T>(work: (a: A) => Promise<T>, { b }: { b?: A } = {}): Promise<T> { return work(b!); }",
    "const found = /^[/`'\"]+$/u.test(text) ? `a ${`b ${c}`}` : 1_000n;\nawait using d = e();",
    "export class A extends B { override readonly c: string; #d = 1; static #e(): void {} [Symbol.asyncDispose]() {} }",
    "#!/usr/bin/env node\nfor await (const a of b) { label: while (true) { break label; } }",
]
BROKEN = [
    "const = 1;",
    "f(a, b;",
    "if (a) { b();",
    "const a = 'b",
    "import { a from 'b';",
    "class { a( }",
    "const a = `${b`;",
]


@pytest.mark.parametrize("source", SOUND)
def test_sound_sources_parse(source: str) -> None:
    check(source)


@pytest.mark.parametrize("source", BROKEN)
def test_broken_sources_do_not(source: str) -> None:
    with pytest.raises(SyntaxError, match="at line 1, column"):
        check(source)


def test_texts_are_found_by_their_characters() -> None:
    source = "/** Größe 😀 */\n// no\nconst ü = ['😀', `a ${'b'}`, /c/u];\n"
    found = [source[start:end] for start, end in texts(source)]
    assert found == ["/** Größe 😀 */", "'😀'", "`a ${'b'}`"]
