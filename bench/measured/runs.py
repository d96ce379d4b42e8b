"""Runs a Blueprint through the graph twice, to files under static proof: `… BLUEPRINT STACK FOLDER`.

Started with `-X importtime`, the interpreter writes on standard error what each import took; a line of ours stands
before each run, so that the reader can tell what was imported during it.
"""

import json
import sys
import time
from pathlib import Path

MARK = "bench: run"
RUNS = 2


def main(blueprint: str, stack: str, folder: str) -> None:
    """Prints the seconds of each run, imports included, and how many files it made."""
    from agent.cli.given import read_given
    from agent.context import Context, Settings, default_context
    from agent.ports import BlobStore
    from agent.runs import execute
    from tools.errors import CheckFailed

    given = read_given(None, blueprint=blueprint, stack=stack)
    seconds, files = [], 0
    for number in range(RUNS):
        print(MARK, number, file=sys.stderr, flush=True)
        settings = Settings(level="static", out=str(Path(folder, str(number))))

        def context(blobs: BlobStore, settings: Settings = settings) -> Context:
            return default_context(settings, blobs)

        started = time.perf_counter()
        outcome = execute(given, context, settings)
        seconds.append(time.perf_counter() - started)
        if outcome.status != "completed":
            raise CheckFailed(f"The run ended {outcome.status}.", code="not-measured")
        files = len(outcome.artifacts)
    print(json.dumps({"seconds": seconds, "files": files}))


if __name__ == "__main__":
    main(*sys.argv[1:])
