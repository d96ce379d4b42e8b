"""Prints the hash of every file of every example on every stack: run in processes of their own by the tests."""

import sys

from tests.tools.code_generator.outputs import EXAMPLES, artifacts, name_of
from tools.blueprint.document import load
from tools.packs import registry

if __name__ == "__main__":
    for example in EXAMPLES:
        for stack in registry.stacks():
            for made in artifacts(load(example.read_bytes()), stack):
                facts = (example.stem, name_of(stack), made.path, made.language, made.kind, *made.rules, made.sha256)
                sys.stdout.write(" ".join(facts) + "\n")
