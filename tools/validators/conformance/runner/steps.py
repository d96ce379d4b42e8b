"""What each kind of step does; the standard library alone."""

import base64
import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

from .draining import BROKEN, drained
from .exchange import Answer, Ask, exchange, exchange_together, target_of
from .expect import answer_faults, saved_value
from .forms import MEDIA_TYPE, form_body
from .matching import MISSING, faults, shown
from .metrics import total
from .ordering import list_faults
from .paging import following, page_faults
from .tables import CSV, csv_body
from .telling import PERIOD_SECONDS, awaited, heard, quiet
from .tokens import forged, tampered
from .values import Uncontrolled, Variables, plain, pointed

MAX_PAGES = 1000
RENEW_SHARE = 0.8
TOKEN_LENGTH = 20
COUNTED_SECONDS, SETTLED_SECONDS = 5, 0.5
PAIR = ("login", "password")
REQUESTS, DURATION = "http_requests_total", "http_request_duration_seconds"
"""What every backend calls its metrics of requests."""
USUAL_CARRIER = {"header": "Authorization", "prefix": "Bearer "}


class StepFailed(Exception):
    """The answer was not as expected; ``faults`` tells how."""

    def __init__(self, where: str, faults: list[str]) -> None:
        super().__init__(where)
        self.where = where
        self.faults = faults


def _body(value: Any) -> bytes:
    """JSON in UTF-8, which an escape makes up to three times as long: a text of the greatest length fits the body."""
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        # A lone surrogate can only be sent as an escape.
        return json.dumps(value).encode()


class Session:
    """One play: where the server is, what was saved, who is logged in."""

    def __init__(
        self, base_url: str, variables: Variables, control: Callable[[str, dict[str, Any]], Any] | None,
        errors: dict[str, Any] | None = None, carrier: dict[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.base_url = base_url
        self.errors = errors
        self.carrier = carrier or USUAL_CARRIER
        self.variables = variables
        self.control = control
        self._logins: dict[str, tuple[dict[str, Any], float]] = {}
        self._pairs: dict[str, dict[str, str]] = {}
        self._tokens: list[str] = []

    def tokens(self) -> list[str]:
        """Access and refresh tokens that were handed out."""
        return list(self._tokens)

    def run(self, step: dict[str, Any]) -> None:
        """Does the step; StepFailed, MissingVariable, Uncontrolled."""
        getattr(self, f"_{step['do']}")(step)

    def _request(self, step: dict[str, Any]) -> None:
        ask = self.ask(step)
        try:
            answer = exchange(self.base_url, ask)
        except BROKEN as error:
            if step.get("expect", {}).get("protocol"):
                return
            raise StepFailed(str(ask), [f"the server broke the exchange off: {type(error).__name__}"]) from None
        self._settle(step, ask, answer)

    def _settle(self, step: dict[str, Any], ask: Ask, answer: Answer) -> None:
        found = self._faults(step, ask, answer)
        for name, source in step.get("save", {}).items():
            value = saved_value(source, answer)
            if value is MISSING and not found:
                found.append(f"the answer has no {source}")
            self.variables.set(name, value)
        if found:
            raise StepFailed(f"{ask}{self._sent(step)}", found)

    def _faults(self, step: dict[str, Any], ask: Ask, answer: Answer) -> list[str]:
        return answer_faults(step, answer, self.variables, urlsplit(ask.target).path, self.errors)

    def _sent(self, step: dict[str, Any]) -> str:
        sender = f" as {step['as']}" if "as" in step else ""
        return f"{sender} with {shown(self.variables.filled(step['json']))}" if "json" in step else sender

    def ask(self, step: dict[str, Any]) -> Ask:
        """The request of a step, with its variables filled in."""
        fill = self.variables
        headers = {"Accept": "*/*"}
        content: bytes | None = None
        if "json" in step:
            content = _body(fill.filled(step["json"]))
            headers["Content-Type"] = "application/json"
        elif "form" in step:
            content = form_body(fill.filled(step["form"]))
            headers["Content-Type"] = MEDIA_TYPE
        elif "csv" in step:
            content = csv_body(fill.filled(step["csv"]))
            headers["Content-Type"] = CSV
        elif "raw" in step:
            content = fill.text(step["raw"]).encode()
        elif "bytes" in step:
            content = base64.b64decode(step["bytes"])
        elif "fill" in step:
            content = step["fill"]["prefix"].encode() + b"x" * step["fill"]["size"] + step["fill"]["suffix"].encode()
        if "as" in step:
            headers[self.carrier["header"]] = f"{self.carrier['prefix']}{self._token(step['as'])}"
        for name, value in step.get("headers", {}).items():
            headers.pop(name, None)
            if value is not None:
                headers[name] = fill.text(value)
        query = [(name, plain(fill.filled(value))) for name, value in step.get("query", [])]
        if "target" in step:
            return Ask(step["method"], str(fill.filled(step["target"])), tuple(headers.items()), content)
        return Ask(step["method"], target_of(fill.path(step["path"]), query), tuple(headers.items()), content)

    def _token(self, actor: str) -> str:
        login = self._logins.get(actor)
        if login and time.monotonic() > login[1]:
            self._login(login[0])
        return str(self.variables.get(f"{actor}.token"))

    def _login(self, step: dict[str, Any]) -> None:
        """Logs an actor in, and remembers how, for tokens end while a long plan is played."""
        actor = step["actor"]
        source = "header:Set-Cookie" if "cookie" in step else "body"
        self._request({**step, "save": {f"{actor}.tokens": source}})
        tokens, lasts = self.variables.get(f"{actor}.tokens"), step.get("lasts")
        if "cookie" in step:
            tokens = {step["cookie"]: str(tokens).partition(";")[0].partition("=")[2]}
        access = pointed(tokens, step.get("access", f"/{step.get('cookie')}"))
        self.variables.set(f"{actor}.token", access)
        self._tokens += [
            value for value in (access, *tokens.values()) if isinstance(value, str) and len(value) >= TOKEN_LENGTH
        ]
        self._logins[actor] = (step, time.monotonic() + (lasts or pointed(tokens, step["expires"])) * RENEW_SHARE)

    def _counted(self, step: dict[str, Any]) -> None:
        """Sends a request some times, and looks whether what is counted grows by as much, and by no more time."""
        before, earlier, until = self._measured(step), None, time.monotonic() + COUNTED_SECONDS
        while before != earlier and time.monotonic() < until:
            # What was asked before may still be counted: a request is, and its time taken, once its answer is sent.
            time.sleep(SETTLED_SECONDS)
            before, earlier = self._measured(step), before
        started = time.monotonic()
        for _ in range(step["times"]):
            self._request(step["request"])
        until = time.monotonic() + COUNTED_SECONDS
        while True:
            grown = [after - first for after, first in zip(self._measured(step), before, strict=True)]
            passed = time.monotonic() - started
            if grown[:2] == [step["times"]] * 2 or time.monotonic() > until:
                break
            time.sleep(COUNTED_SECONDS / 50)
        found = [f"{step['times']} requests are counted as {value:g}" for value in grown[:2] if value != step["times"]]
        if not 0 < grown[2] <= passed:
            found.append(f"they took {passed:.3f} seconds, and are told to have taken {grown[2]:.3f}")
        if found:
            raise StepFailed(f"{step['times']} × {self.ask(step['request'])}", found)

    def _measured(self, step: dict[str, Any]) -> list[float]:
        """How many requests of the labels there were, twice, and how long they took."""
        text = exchange(self.base_url, Ask("GET", "/metrics", (), None)).raw.decode()
        labels, timed = step["labels"], {name: step["labels"][name] for name in ("method", "route")}
        names = (f"{DURATION}_count", f"{DURATION}_sum")
        return [total(text, REQUESTS, labels), *(total(text, name, timed) for name in names)]

    def _credentials(self, step: dict[str, Any]) -> None:
        """Has an actor show login and password with each request (RFC 7617); what is not said stays as it was."""
        actor, told = step["actor"], self.variables.filled({name: step[name] for name in PAIR if name in step})
        known = self._pairs[actor] = {**self._pairs.get(actor, {}), **told}
        token = base64.b64encode(":".join(known[name] for name in PAIR).encode()).decode()
        self.variables.set(f"{actor}.token", token)
        self._tokens.append(token)

    def _tamper(self, step: dict[str, Any]) -> None:
        """Makes a token that resembles one that was given."""
        self.variables.set(step["save"], tampered(str(self.variables.get(step["token"])), step["change"]))

    def _parallel(self, step: dict[str, Any]) -> None:
        """The same request many times at once (``index`` tells them apart), and how the answers are spread."""
        asks = []
        for index in range(step["times"]):
            self.variables.set("index", index)
            asks.append(self.ask(step["request"]))
        try:
            answers = exchange_together(self.base_url, asks)
        except BROKEN as error:
            raise StepFailed(str(asks[0]), [f"an exchange broke off: {type(error).__name__}"]) from None
        statuses = sorted(answer.status for answer in answers)
        found = [fault for answer in answers for fault in self._faults({}, asks[0], answer)]
        allowed = step["allowed"]
        if not set(statuses) <= set(allowed):
            found.append(f"statuses {statuses}, of which only {allowed} may occur")
        for status, count in step.get("exactly", {}).items():
            if statuses.count(int(status)) != count:
                found.append(f"{statuses.count(int(status))} answers with {status} instead of {count}: {statuses}")
        for name, sign in (("least", 1), ("most", -1)):
            for status, count in step.get(name, {}).items():
                if sign * statuses.count(int(status)) < sign * count:
                    found.append(f"at {name} {count} answers with {status} are right, not as in {statuses}")
        if "same" in step:
            good = [pointed(answer.body, step["same"]) for answer in answers if answer.status < 300]
            if any(value != good[0] for value in good):
                found.append(f"the successes differ at {step['same']}: {shown(sorted(map(str, set(map(str, good)))))}")
        if found:
            raise StepFailed(f"{len(asks)} × {asks[0]}", found)

    def _pages(self, step: dict[str, Any]) -> None:
        """Reads a list page by page to its end and saves all items; ``between`` runs after the first page."""
        items: list[Any] = []
        request = step["request"]
        for number in range(MAX_PAGES):
            ask = self.ask(request)
            answer = exchange(self.base_url, ask)
            found = self._faults(request, ask, answer)
            page = pointed(answer.body, step["items"])
            if not found and not isinstance(page, list):
                found.append("the answer has no items")
            if found:
                raise StepFailed(str(ask), found)
            items += page
            request = following(step, answer.body, len(items))
            found = page_faults(step, page, more=request is not None)
            if found:
                raise StepFailed(str(ask), found)
            if request is None:
                self.variables.set(step["save"], items)
                return
            if number == 0:
                for inner in step.get("between", []):
                    self.run(inner)
        raise StepFailed(str(ask), [f"no end after {MAX_PAGES} pages"])

    def _check(self, step: dict[str, Any]) -> None:
        items = self.variables.get(step["list"])
        found = list_faults(self.variables.filled({key: step[key] for key in step if key not in ("do", "list")}), items)
        if found:
            raise StepFailed(step.get("about", step["list"]), found)

    def _holds(self, step: dict[str, Any]) -> None:
        found = faults(self.variables.filled(step["matcher"]), self.variables.get(step["list"]))
        if found:
            raise StepFailed(step.get("about", step["list"]), found)

    def _differ(self, step: dict[str, Any]) -> None:
        values = [self.variables.get(name) for name in step["values"]]
        if len({json.dumps(value) for value in values}) != len(values):
            raise StepFailed(step.get("about", "values"), [f"not all different: {shown(values)}"])

    def _forge(self, step: dict[str, Any]) -> None:
        key = self.variables.text(step["key"])
        change = self.variables.filled(step["change"])
        self.variables.set(step["save"], forged(str(self.variables.get(step["token"])), change, key))

    def _control(self, step: dict[str, Any]) -> None:
        self._controlled(step["action"], self.variables.filled(step))
        if step["action"] == "move_clock":
            # Sessions may have ended by it: whoever calls next logs in again.
            self._logins = {actor: (login, 0.0) for actor, (login, _) in self._logins.items()}

    def _controlled(self, action: str, step: dict[str, Any]) -> Any:
        if self.control is None:
            raise Uncontrolled("nobody who controls the server and its database plays this plan")
        return self.control(action, step)

    def _told(self, step: dict[str, Any]) -> None:
        """Sends a request, and waits for the events that the backend tells of it: these and no others."""

        def told() -> list[dict[str, Any]]:
            found: list[dict[str, Any]] = self._controlled("events", step)
            return found

        before = quiet(told)
        if "refuse" in step:
            self._controlled("refuse_events", step["refuse"])
        self._request(step["request"])
        if step.get("restart") and self._controlled("refused", step):
            self._controlled("restart", step)
        found = awaited(told, before, self.variables.filled(step["events"]), step["others"])
        if found:
            raise StepFailed(f"{self.ask(step['request'])}{self._sent(step['request'])}", found)

    def _heard(self, step: dict[str, Any]) -> None:
        """Sends a request, waits for the event of this type that tells of it, and keeps what it says."""
        before = len(self._controlled("events", step))
        self._request(step["request"])
        data = heard(lambda: self._controlled("events", step)[before:], step["event"])
        if data is None:
            told = f"no event {step['event']} came"
            raise StepFailed(f"{self.ask(step['request'])}{self._sent(step['request'])}", [told])
        for name in step["save"]:
            self.variables.set(name, data)

    def _asked(self, step: dict[str, Any]) -> None:
        """Sends requests; then a service outside was asked so, as often as told, and under that key."""
        before = len(self._controlled("questions", step))
        for request in step["requests"]:
            self._request(request)
        asked = self._controlled("questions", step)[before:]
        found = [] if len(asked) == step["times"] else [f"asked {len(asked)} times instead of {step['times']}"]
        matcher = self.variables.filled(step["call"])
        found += [fault for question in asked for fault in faults(matcher, question)]
        if asked and "save" in step:
            self.variables.set(step["save"], asked[0]["key"])
        if asked and "key" in step and asked[0]["key"] != self.variables.filled(step["key"]):
            found.append("the service outside could not know that the request was a repeated one: another key")
        if found:
            raise StepFailed(f"{self.ask(step['requests'][0])}{self._sent(step['requests'][0])}", found)

    def _held(self, step: dict[str, Any]) -> None:
        """Sends a request, keeps back what a service outside answers it, and sends others: none may wait for it."""
        request = step["request"]
        ask, before = self.ask(request), len(self._controlled("questions", step))
        self._controlled("hold", step)
        with ThreadPoolExecutor(1) as pool:
            slow = pool.submit(exchange, self.base_url, ask)
            try:
                while not (asked := len(self._controlled("questions", step)) > before) and not slow.done():
                    time.sleep(PERIOD_SECONDS)
                for inner in step["meanwhile"]:
                    self.run(inner)
            finally:
                in_time = self._controlled("release", step)
        try:
            answer = slow.result()
        except BROKEN as error:
            raise StepFailed(str(ask), [f"the server broke the exchange off: {type(error).__name__}"]) from None
        self._settle(request, ask, answer)
        if not asked:
            raise StepFailed(str(ask), ["the service outside was not asked"])
        if not in_time:
            raise StepFailed(str(ask), ["others were answered only once the service outside had answered"])

    def _drained(self, step: dict[str, Any]) -> None:
        """Restarts a server that has begun with requests, while others go on calling it: each is answered."""
        asks, other = [self.ask(request) for request in step["requests"]], self.ask(step["meanwhile"])

        def call() -> list[str]:
            return self._faults(step["meanwhile"], other, exchange(self.base_url, other))

        answers, found = drained(self.base_url, asks, lambda: self._controlled("restart", step), call, step["callers"])
        if found:
            raise StepFailed(f"{len(asks)} × {asks[0]} while the server restarts", found)
        for request, ask, answer in zip(step["requests"], asks, answers, strict=True):
            self._settle(request, ask, answer)

    def _statements(self, step: dict[str, Any]) -> None:
        """A page of many rows sends the database no more statements than the one of fewest: the least of some tries."""
        counts: list[list[int]] = [[] for _ in step["pages"]]
        rows = [0] * len(counts)
        for number in list(range(len(counts))) * step["times"]:
            before = self._controlled("count_statements", step)
            self._request({**step["pages"][number], "save": {"page": step["items"]}})
            counts[number].append(self._controlled("count_statements", step) - before)
            rows[number] = len(self.variables.get("page"))
        least = [min(found) for found in counts]
        for number, page in enumerate(step["pages"][1:], 1):
            if rows[number] <= rows[number - 1]:
                raise StepFailed(str(self.ask(page)), [f"{rows[number]} rows are no more than {rows[number - 1]}"])
            if least[number] > least[0]:
                told = f"{least[number]} statements for {rows[number]} rows, but {least[0]} for {rows[0]}"
                raise StepFailed(f"{self.ask(page)}{self._sent(page)}", [told])

    def _pause(self, step: dict[str, Any]) -> None:
        time.sleep(step["milliseconds"] / 1000)

    def _until(self, step: dict[str, Any]) -> None:
        """Repeats a request until it is answered as expected, for as long as ``seconds``."""
        deadline = time.monotonic() + step["seconds"]
        while True:
            try:
                self._request(step["request"])
                return
            except StepFailed:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
