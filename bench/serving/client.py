"""The client that puts servers under load: autocannon, a program on Node."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tools.errors import CheckFailed
from tools.validators.runtime.commands import run
from tools.validators.runtime.environment import clean_environment
from tools.validators.runtime.node import reachable_node
from tools.validators.runtime.node_packages import LOCK, MANIFEST, node_packages
from tools.validators.runtime.workspace import Workspace

PACKAGES = Path(__file__).with_name("load")
NAME = "autocannon"
PROGRAM = Path(NAME, "autocannon.js")
UNIQUE = "[<id>]"
"""Stands in a body for 33 characters that no other request has."""
GRACE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Request:
    """What each connection sends again and again."""

    url: str
    token: str
    body: object = None

    def arguments(self) -> list[str]:
        found = ["-H", f"Authorization: Bearer {self.token}", "-H", "Accept: application/json"]
        if self.body is not None:
            found += ["-m", "POST", "-H", "Content-Type: application/json"]
            found += ["-I", "-b", json.dumps(self.body)]
        return [*found, self.url]


@dataclass(frozen=True, slots=True)
class Client:
    """One installed client; ``connections`` send without a pause, each its next request after its answer."""

    work: Workspace
    connections: int
    programs: Path = field(default_factory=lambda: reachable_node().programs)

    def version(self) -> str:
        """Of autocannon."""
        asked = json.loads((PACKAGES / MANIFEST).read_bytes())
        return str(asked["dependencies"][NAME])

    def load(self, request: Request, seconds: int) -> tuple[float, float]:
        """Requests per second that succeeded, and the 99th percentile of their latency in whole ms.

        Raises CheckFailed when any request was not answered with success.
        """
        command = [str(self.programs / "node"), str(self._packages() / PROGRAM), "-j", "-n"]
        command += ["-c", str(self.connections), "-d", str(seconds)]
        home = self.work.path
        told = run(
            [*command, *request.arguments()],
            cwd=home,
            env=clean_environment(home),
            user=self.work.user,
            timeout_seconds=seconds + GRACE_SECONDS,
        ).check(NAME)
        return reading(json.loads(told.stdout))

    def _packages(self) -> Path:
        return node_packages((PACKAGES / MANIFEST).read_bytes(), (PACKAGES / LOCK).read_bytes(), reachable_node())


def reading(result: Mapping[str, object]) -> tuple[float, float]:
    """Requests per second and p99 in ms, out of what autocannon tells; CheckFailed when a request failed."""
    failures = {name: result[name] for name in ("non2xx", "errors", "timeouts") if result[name]}
    if failures:
        raise CheckFailed(f"Requests failed under load: {failures}.", code="not-measured")
    answered, seconds, latency = result["2xx"], result["duration"], result["latency"]
    assert isinstance(answered, int)
    assert isinstance(seconds, int | float)
    assert isinstance(latency, dict)
    return answered / seconds, float(latency["p99"])
