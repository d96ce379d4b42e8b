"""A server that speaks OpenAI's chat protocol over HTTP and answers as it is told, badly where it is told so."""

import json
import threading
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

USAGE = {"prompt_tokens": 5, "completion_tokens": 4, "total_tokens": 9}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answers one call with."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    drop_after: int | None = None
    """Bytes of the body after which the connection is dropped."""
    delay: float = 0
    """Seconds before the answer begins."""
    drip: float = 0
    """Seconds between two bytes of the body."""
    chunks: tuple[bytes, ...] | None = None
    """Events of a stream; the body counts no more then."""

    def but(self, **changes: Any) -> "Answer":
        """The same with some parts changed."""
        return replace(self, **changes)


def completion(message: Mapping[str, Any], finish_reason: str | None = "stop", **parts: Any) -> Answer:
    """A chat completion of one message; `parts` are further fields, or other ones."""
    told = {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "finish_reason": finish_reason, "message": {"role": "assistant", **message}}],
        "usage": USAGE,
        **parts,
    }
    return Answer(json.dumps(told).encode())


def said(text: str | None, **parts: Any) -> Answer:
    """Words."""
    return completion({"content": text}, **parts)


def called(name: str, arguments: object, *more: tuple[str, object], **parts: Any) -> Answer:
    """One call or several; arguments that are a text are sent as they are."""
    return completion({"content": None, "tool_calls": _calls([(name, arguments), *more])}, "tool_calls", **parts)


def cut_off(text: str | None = None, name: str = "", arguments: str = "") -> Answer:
    """Words or a call that ended for want of room."""
    calls = {"tool_calls": _calls([(name, arguments)])} if name else {}
    return completion({"content": text, **calls}, "length")


def refused(words: str | None = "I cannot help with that.") -> Answer:
    """A refusal; without words, one by the server's filter."""
    if words is None:
        return completion({"content": None}, "content_filter")
    return completion({"content": None, "refusal": words})


def failed(status: int, message: str = "", headers: Mapping[str, str] | None = None, **error: Any) -> Answer:
    """An error in OpenAI's shape."""
    body = json.dumps({"error": {"message": message, "type": "error", "param": None, "code": None, **error}})
    return Answer(body.encode(), status, headers or {})


def streamed(answer: Answer, size: int = 7, usage: bool = True) -> Answer:
    """The same completion as a stream: texts and arguments in parts of `size` characters."""
    told = json.loads(answer.body)
    [choice] = told["choices"]
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    for key in ("content", "refusal"):
        deltas += [{key: part} for part in _parts(choice["message"].get(key), size)]
    for index, call in enumerate(choice["message"].get("tool_calls") or []):
        begun = {**call, "index": index, "function": {"name": call["function"]["name"], "arguments": ""}}
        deltas.append({"tool_calls": [begun]})
        for part in _parts(call["function"]["arguments"], size):
            deltas.append({"tool_calls": [{"index": index, "function": {"arguments": part}}]})
    events = [{"index": 0, "delta": delta, "finish_reason": None} for delta in deltas]
    events.append({"index": 0, "delta": {}, "finish_reason": choice["finish_reason"]})
    chunks = [_event([event]) for event in events]
    if usage:
        chunks.append(_event([], usage=told["usage"]))
    return answer.but(body=b"", chunks=(*chunks, b"data: [DONE]\n\n"))


class Server:
    """Answers each call with the next of its answers, the last one for ever; keeps what it heard.

    `rejects`: settings that it answers with status 400, which takes no answer away.
    """

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.rejects: Collection[str] = ()
        self.heard: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self._lock = threading.Lock()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.keys.append(self.headers.get("Authorization", ""))
                _send(self, server._next(request))

            def log_message(self, *arguments: object) -> None:
                """Silence."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"

    @contextmanager
    def running(self) -> Iterator["Server"]:
        """Serves while the context lasts."""
        # Looks often whether it should end, so that no test waits for that.
        thread = threading.Thread(target=self.http.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield self
        finally:
            self.http.shutdown()
            thread.join()
            self.http.server_close()

    def _next(self, request: dict[str, Any]) -> Answer:
        with self._lock:
            self.heard.append(request)
            for name in sorted(self.rejects):
                if name in request:
                    return failed(400, f"Unsupported parameter: '{name}' is not supported with this model.", param=name)
            return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def _send(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    time.sleep(answer.delay)
    body = answer.body if answer.chunks is None else b"".join(answer.chunks)
    handler.close_connection = True
    try:
        handler.send_response(answer.status)
        handler.send_header("Content-Type", "application/json" if answer.chunks is None else "text/event-stream")
        handler.send_header("Connection", "close")
        if answer.chunks is None:
            handler.send_header("Content-Length", str(len(body)))
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        sent = body[: answer.drop_after]
        for part in [sent[at : at + 1] for at in range(len(sent))] if answer.drip else [sent]:
            handler.wfile.write(part)
            handler.wfile.flush()
            time.sleep(answer.drip)
    except (BrokenPipeError, ConnectionResetError):
        # The client had enough: that is what some tests are about.
        return


def _calls(calls: Sequence[tuple[str, object]]) -> list[dict[str, Any]]:
    return [
        {
            "id": f"call_{number}",
            "type": "function",
            "function": {
                "name": name,
                "arguments": arguments if isinstance(arguments, str) else json.dumps(arguments),
            },
        }
        for number, (name, arguments) in enumerate(calls, start=1)
    ]


def _parts(text: str | None, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)] if text else []


def _event(choices: list[dict[str, Any]], **parts: Any) -> bytes:
    told = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": choices, **parts}
    return f"data: {json.dumps(told)}\n\n".encode()
