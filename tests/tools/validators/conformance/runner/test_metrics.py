"""Samples are added up by their labels."""

import pytest

from tools.validators.conformance.runner.metrics import total

TEXT = """\
# HELP http_requests_total Answered requests.
# TYPE http_requests_total counter
http_requests_total{method="GET",route="/v1/notes",status="200"} 3
http_requests_total{method="GET",route="/v1/notes",status="200",pid="7"} 1.5e1 1700000000000
http_requests_total{method="GET",route="/v1/notes",status="401"} 4
http_requests_total{method="GET",route="/v1/\\"odd\\"\\\\\\n",status="200"} 1
http_requests_total_created 9
up 1
"""


@pytest.mark.parametrize(
    ("name", "labels", "wanted"),
    [
        ("http_requests_total", {"route": "/v1/notes", "status": "200"}, 18),
        ("http_requests_total", {"status": "401"}, 4),
        ("http_requests_total", {"route": '/v1/"odd"\\\n'}, 1),
        ("http_requests_total", {"route": "/v1/other"}, 0),
        ("http_requests_total", {}, 23),
        ("up", {}, 1),
        ("down", {}, 0),
    ],
)
def test_samples_are_added_up_by_their_labels(name: str, labels: dict[str, str], wanted: float) -> None:
    assert total(TEXT, name, labels) == wanted
