"""Asks Node what sources mean, many in one process."""

import json
import subprocess
from collections.abc import Sequence
from typing import Any

from tools.validators.runtime.node import reachable_node

# Texts come back by their code units, so that halves of characters survive the way.
_READ = """
const told = (value) => {
  if (typeof value === 'string') return { text: Array.from({ length: value.length }, (_, at) => value.charCodeAt(at)) };
  if (typeof value === 'number') return { number: Object.is(value, -0) ? '-0' : String(value) };
  if (typeof value === 'bigint') return { bigint: String(value) };
  if (value instanceof RegExp) return { pattern: value.source };
  if (Array.isArray(value)) return { list: value.map(told) };
  if (value !== null && typeof value === 'object') return { members: Object.entries(value).map(told) };
  return { plain: value };
};
let read = '';
process.stdin.setEncoding('utf8').on('data', (part) => { read += part; }).on('end', () => {
  globalThis.Big = class { constructor(exact) { this.exact = exact; } };
  const found = JSON.parse(read).map((source) => told((0, eval)(`'use strict'; (${source})`)));
  process.stdout.write(JSON.stringify(found));
});
"""


def meanings(sources: Sequence[str]) -> list[Any]:
    """What each expression evaluates to; `meant` tells the same of a value in Python."""
    done = subprocess.run(
        [reachable_node().programs / "node", "-e", _READ],
        input=json.dumps(list(sources)), capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    found: list[Any] = json.loads(done.stdout)
    return found


def meant(value: object) -> Any:
    """A value as `meanings` tells it."""
    match value:
        case str():
            units = value.encode("utf-16-le", "surrogatepass")
            return {"text": [int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2)]}
        case list() | tuple():
            return {"list": [meant(item) for item in value]}
        case dict():
            return {"members": [meant([name, item]) for name, item in value.items()]}
    return {"plain": value}
