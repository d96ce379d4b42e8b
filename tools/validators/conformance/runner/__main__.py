"""``python runner plan.json --base-url URL``: plays a plan and prints the outcomes as JSON."""

import argparse
import json
import sys
import urllib.request
from pathlib import Path
from typing import Any

if not __package__:
    # Started as a folder: its parent is where the package is found.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    __package__ = Path(__file__).resolve().parent.name

from .play import Control, Player


def main(arguments: list[str]) -> int:
    """0 when every case passed, 1 when one failed, 2 when one could not be played."""
    parser = argparse.ArgumentParser(prog="runner", description="Play a conformance plan against a server.")
    parser.add_argument("plan", type=Path, help="the plan, as JSON")
    parser.add_argument("--base-url", required=True, help="where the server is: http://127.0.0.1:8000")
    parser.add_argument("--variables", type=Path, help="JSON object: jwt_secret and the first admin's credentials")
    parser.add_argument("--control-url", help="gets POST {action, …}, answers when it is done, with what was asked for")
    parser.add_argument("--boot", default="main", help="play the cases meant for this configuration of the server")
    parser.add_argument("--case", default="", help="play only cases whose id contains this")
    options = parser.parse_args(arguments)
    plan = json.loads(options.plan.read_text(encoding="utf-8"))
    variables = json.loads(options.variables.read_text(encoding="utf-8")) if options.variables else {}
    control = _control_over(options.control_url) if options.control_url else None
    player = Player(plan, options.base_url, variables, control)
    outcomes = list(player.play(options.boot, lambda case: options.case in case["id"]))
    json.dump(outcomes, sys.stdout, indent=1)
    sys.stdout.write("\n")
    statuses = {outcome["status"] for outcome in outcomes}
    return 1 if "failed" in statuses else 2 if "skipped" in statuses else 0


def _control_over(url: str) -> Control:
    if not url.startswith(("http://", "https://")):
        raise SystemExit("--control-url must be an http or https URL")

    def control(action: str, step: dict[str, Any]) -> Any:
        data = json.dumps({**step, "action": action}).encode()
        request = urllib.request.Request(url, data, {"Content-Type": "application/json"})  # noqa: S310
        with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310
            told = answer.read()
        return json.loads(told) if told else None

    return control


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
