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
        (
            {"{find: Article, as: article, where: row.slug == input.slug}": "{list: Article, as: article}"},
            "wraps one row, and this is page",
        ),
    ],
)
def test_what_cannot_be_wrapped(changes: dict[str, str], told: str) -> None:
    with pytest.raises(BadInput) as caught:
        changed_plan("journal", changes)
    assert told in caught.value.message
    assert caught.value.hint
