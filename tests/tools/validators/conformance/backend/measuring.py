"""What the backend says of its requests."""

from collections import Counter
from collections.abc import Iterator
from typing import Protocol, TypeVar

from tools.blueprint.plan.operation import OperationPlan


class _Answer(Protocol):
    status: int


AnswerType = TypeVar("AnswerType", bound=_Answer)


class Measured:
    """Counts requests by method, route and status; each takes a tenth of a millisecond."""

    def __init__(self, prefix: str, faults: frozenset[str]) -> None:
        self.prefix = prefix
        self.faults = faults
        self.requests: Counter[tuple[str, str, int]] = Counter()

    def counted(self, operation: OperationPlan, answer: AnswerType) -> AnswerType:
        known = answer.status < 400 or "refusals are not counted" not in self.faults
        self.requests[operation.method, f"{self.prefix}{operation.path}", answer.status] += known
        return answer

    def lines(self) -> Iterator[str]:
        unit = 1000 if "durations in milliseconds" in self.faults else 1
        for (method, route, status), times in self.requests.items():
            labels = f'method="{method}",route="{route}"'
            yield f'http_requests_total{{{labels},status="{status}"}} {times}\n'
            yield f"http_request_duration_seconds_count{{{labels}}} {times}\n"
            yield f"http_request_duration_seconds_sum{{{labels}}} {times * unit / 10_000}\n"
