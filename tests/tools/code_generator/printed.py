"""Prints the hash of every file of every example: run in processes of their own by the tests.

Every second stack serves for an example, the others for the next one: each pack prints each kind of thing.
"""

import sys

from tests.tools.code_generator.outputs import EXAMPLES, artifacts, name_of
from tools.blueprint.document import load
from tools.packs import registry

if __name__ == "__main__":
    for number, example in enumerate(EXAMPLES):
        for stack in registry.stacks()[number % 2 :: 2]:
            for made in artifacts(load(example.read_bytes()), stack):
                facts = (example.stem, name_of(stack), made.path, made.language, made.kind, *made.rules, made.sha256)
                sys.stdout.write(" ".join(facts) + "\n")
