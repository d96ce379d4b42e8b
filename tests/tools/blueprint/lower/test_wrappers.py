"""The objects around bodies and answers."""

from typing import Any

import pytest

from tests.tools.validators.conformance.playing import changed_plan, plan_of
from tools.api_generator.openapi.document import openapi_document
from tools.errors import BadInput


def test_bodies_and_answers_stand_in_objects() -> None:
    plan = plan_of("journal")
    (found,) = (item for item in plan.operations if item.name.snake == "answer_article")
    assert found.wrapper is not None
    assert (found.wrapper.wire, found.wrapper.shape) == ("newComment", "AnswerArticleEnvelope")
    assert found.response.wrapper is not None
    assert found.response.wrapper.shape == "AnswerArticleReply"


def test_the_contract_shows_them() -> None:
    document = openapi_document(plan_of("journal"))
    operation: dict[str, Any] = document["paths"]["/desk"]["post"]
    schemas = document["components"]["schemas"]
    assert operation["requestBody"]["content"]["application/json"]["schema"] == {
        "$ref": "#/components/schemas/PublishArticleEnvelope"
    }
    assert schemas["PublishArticleEnvelope"]["properties"] == {
        "article": {"$ref": "#/components/schemas/PublishArticleRequest"}
    }
    assert schemas["PublishArticleReply"]["required"] == ["article"]
    examples = operation["requestBody"]["content"]["application/json"]["examples"]
    assert all(list(example["value"]) == ["article"] for example in examples.values())


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"    path: /slugs/{slug}\n": "    path: /slugs/{slug}\n    wrapper: article\n"}, "wraps nothing"),
    ],
)
def test_what_cannot_be_wrapped(changes: dict[str, str], told: str) -> None:
    with pytest.raises(BadInput) as caught:
        changed_plan("journal", changes)
    assert told in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("name", "changes", "told"),
    [
        ("blog", {"wrapper: cards}": "wrapper: cards, total: count}"}, "`total` counts the rows of pages by offset"),
        ("events", {"wrapper: events, total: events_count": "total: events_count"}, "`total` counts the rows"),
        ("events", {"total: events_count": "total: events"}, "Two members of the page are called `events`"),
        ("blog", {"wrapper: cards}": "wrapper: next_cursor}"}, "Two members of the page"),
        (
            "events",
            {"{status: 201, value: booking, view: Booking}": "{status: 201, value: booking, view: Booking, total: n}"},
            "`total` counts",
        ),
    ],
)
def test_what_a_page_cannot_hold(name: str, changes: dict[str, str], told: str) -> None:
    with pytest.raises(BadInput) as caught:
        changed_plan(name, changes)
    assert told in caught.value.message
    assert caught.value.hint


def test_pages_with_members_of_their_own() -> None:
    document = openapi_document(plan_of("events"))
    schemas = document["components"]["schemas"]
    assert list(schemas["ListOpenEventsReply"]["properties"]) == ["events", "events_count"]
    assert schemas["ListOpenEventsReply"]["required"] == ["events", "events_count"]
    assert list(schemas["ListBookedEventsReply"]["properties"]) == ["booked"]
    assert list(schemas["EventPage"]["properties"]) == ["items", "total", "limit", "offset"]
    answer = document["paths"]["/open-events"]["get"]["responses"]["200"]["content"]["application/json"]
    assert answer["schema"] == {"$ref": "#/components/schemas/ListOpenEventsReply"}
    assert list(answer["example"]) == ["events", "events_count"]


def test_pages_by_cursor_tell_where_the_next_one_begins() -> None:
    schema = openapi_document(plan_of("blog"))["components"]["schemas"]["ListCardsReply"]
    assert list(schema["properties"]) == ["cards", "next_cursor"]
