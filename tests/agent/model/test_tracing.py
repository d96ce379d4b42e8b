"""Calls are traced where the usual variables ask for it, and nothing is sent where they do not."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.agent.model.server import Server, said
from tests.meta.sources import ROOT

CALL = """
from langchain_core.tracers.langchain import wait_for_all_tracers
from agent.model.openai_compatible import configured_model
from agent.model.port import Message

print(configured_model().complete([Message("user", "how many books")], (), 100).text)
wait_for_all_tracers()
"""


INGEST = {
    "use_multipart_endpoint": False,
    "scale_up_qsize_trigger": 1000,
    "scale_up_nthreads_limit": 1,
    "scale_down_nempty_trigger": 4,
    "size_limit": 100,
    "size_limit_bytes": 1_000_000,
}
"""How such a server wants to be told."""


class Collector:
    """What a tracing server is sent."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        heard = self.heard

        class Handler(BaseHTTPRequestHandler):
            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                heard.append(f"{self.command} {self.path} {body!r}")
                told = json.dumps({"version": "1", "batch_ingest_config": INGEST}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)

            do_GET = do_POST = do_PATCH = _answer

            def log_message(self, *arguments: object) -> None:
                """Silence."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"


@pytest.fixture
def collector() -> Iterator[Collector]:
    made = Collector()
    thread = threading.Thread(target=made.http.serve_forever, args=(0.01,))
    thread.start()
    yield made
    made.http.shutdown()
    thread.join()
    made.http.server_close()


def called(server: Server, tracing: Mapping[str, str]) -> None:
    """One call of the model in a process with these variables and no others of tracing."""
    server.answers = [said("forty-two")]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LANG", "OTEL_"))}
    model = {"BACKEND_ENGINEER_MODEL": "m", "OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": "k"}
    done = subprocess.run(
        [sys.executable, "-c", CALL],
        cwd=ROOT,
        env={**kept, **model, **tracing},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.strip() == "forty-two"


@pytest.mark.parametrize("asked", [True, False])
def test_langsmith_is_told_where_its_variables_are_set(server: Server, collector: Collector, asked: bool) -> None:
    tracing = {
        "LANGSMITH_TRACING": "true",
        "LANGSMITH_ENDPOINT": collector.url,
        "LANGSMITH_API_KEY": "k",
        "LANGSMITH_DISABLE_RUN_COMPRESSION": "true",
    }
    called(server, tracing if asked else {})
    runs = [text for text in collector.heard if "/runs" in text]
    assert bool(runs) is asked
    assert ("how many books" in " ".join(runs)) is asked


def test_opentelemetry_is_told_where_its_variables_are_set(server: Server, collector: Collector) -> None:
    tracing = {
        "LANGSMITH_TRACING": "true",
        "LANGSMITH_OTEL_ONLY": "true",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": f"{collector.url}/v1/traces",
    }
    called(server, tracing)
    spans = [text for text in collector.heard if text.startswith("POST /v1/traces")]
    assert spans
    assert not [text for text in collector.heard if "/runs" in text]
