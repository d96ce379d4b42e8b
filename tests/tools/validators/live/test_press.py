"""A blog under many requests: tags keep their order, slugs are told apart, and what is shown depends on who looks."""

from pathlib import Path
from typing import Any

import pytest

from tests.tools.validators.live.calling import Client, at_once, calling
from tests.tools.validators.live.printed import plant, print_project

STORES = pytest.mark.parametrize("datastore", ["postgresql", "sqlite"])
TAGGED = r"        tag_ = await tag_store\.upsert_tag\("
SLOWLY = "        import asyncio\n        await asyncio.sleep(0.2)\n"
"""Between one tag and the next: two articles with the same tags the other way round are sure to meet."""


def _write(client: Client, token: str, title: str, **more: object) -> tuple[int, Any]:
    article = {"title": title, "description": "About it.", "body": "All of it.", **more}
    status, body = client.send("POST", "/articles", {"article": article}, token)
    return status, body.get("article", body)


def _titles(client: Client, path: str, token: str) -> list[str]:
    found = client.send("GET", path, token=token)[1]
    assert found["articlesCount"] == len(found["articles"])
    return [item["title"] for item in found["articles"]]


@pytest.mark.proof
@STORES
def test_tags_and_slugs(datastore: str, tmp_path: Path) -> None:
    print_project("press", datastore, tmp_path)
    with calling("press", datastore, tmp_path) as client:
        ann, ben = (client.account(name, "username") for name in ("ann", "ben"))
        status, article = _write(client, ann, " Über Öl & Wine!", tagList=["wine", "oil", "all", "oil"])
        assert (status, article["slug"]) == (201, "ber-l-wine")
        # A tag that is given twice stands where it was given last.
        assert article["tagList"] == ["wine", "all", "oil"]
        assert _write(client, ann, "Untagged")[1]["tagList"] == []
        assert _titles(client, "/articles?tag=oil", ben) == [" Über Öl & Wine!"]
        for title, told in (("ber l: WINE", 409), ("¡¿…!", 422)):
            assert _write(client, ben, title, tagList=["lost"])[0] == told
        names = [tag["name"] for tag in client.send("GET", "/tags")[1]["tags"]]
        assert names == ["all", "oil", "wine"]
        whole = {"title": "untagged", "description": "It.", "body": "All."}
        path = "/articles/ber-l-wine"
        assert client.send("PUT", path, {"article": whole}, ann)[0] == 409
        assert client.send("PUT", path, {"article": whole}, ben)[0] == 404
        assert client.send("PUT", path, {"article": {**whole, "title": "New"}}, ann)[1]["article"]["slug"] == "new"
        assert client.send("GET", path)[0] == 404


@pytest.mark.proof
@STORES
def test_feeds_and_favourites_are_those_of_the_caller(datastore: str, tmp_path: Path) -> None:
    print_project("press", datastore, tmp_path)
    with calling("press", datastore, tmp_path) as client:
        ann, ben, eve = (client.account(name, "username") for name in ("ann", "ben", "eve"))
        for token, title in ((ann, "One"), (ben, "Two"), (ann, "Three")):
            assert _write(client, token, title)[0] == 201
        assert _titles(client, "/articles/feed", eve) == []
        assert client.send("POST", "/profiles/ann/follow", token=eve)[1]["profile"]["following"] is True
        assert client.send("POST", "/profiles/eve/follow", token=eve)[0] == 422
        assert _titles(client, "/articles/feed", eve) == ["Three", "One"]
        assert _titles(client, "/articles/feed", ben) == []
        assert client.send("GET", "/profiles/ann", token=ben)[1]["profile"]["following"] is False
        assert client.send("GET", "/articles/feed")[0] == 401
        for token in (eve, eve, ann):
            assert client.send("POST", "/articles/one/favorite", token=token)[1]["article"]["favorited"] is True
        for token, favorited in ((eve, True), (ann, True), (ben, False), ("", False)):
            shown = client.send("GET", "/articles/one", token=token)[1]["article"]
            assert (shown["favorited"], shown["favoritesCount"]) == (favorited, 2)
            assert shown["author"]["following"] is (token == eve)
        assert _titles(client, "/articles?favorited=eve", ben) == ["One"]
        gone = client.send("DELETE", "/articles/one/favorite", token=eve)[1]["article"]
        assert (gone["favorited"], gone["favoritesCount"]) == (False, 1)
        assert _titles(client, "/articles?favorited=eve", ben) == []
        assert client.send("DELETE", "/profiles/ann/follow", token=eve)[1]["profile"]["following"] is False
        assert _titles(client, "/articles/feed", eve) == []


@pytest.mark.proof
@STORES
def test_of_equal_slugs_one_is_taken_and_tags_never_clash(datastore: str, tmp_path: Path) -> None:
    print_project("press", datastore, tmp_path)
    plant(tmp_path, "app/services/articles.py", TAGGED, rf"{SLOWLY}\g<0>")
    with calling("press", datastore, tmp_path) as client:
        tokens = [client.account(f"writer{number}", "username") for number in range(4)]
        assert at_once(lambda token: _write(client, token, "The same")[0], tokens) == [201, 409, 409, 409]
        tags = [["a", "b", "c"], ["c", "b", "a"]]

        def write(number: int) -> int:
            return _write(client, tokens[number], f"Article {number}", tagList=tags[number % 2])[0]

        assert at_once(write, range(4)) == [201] * 4
        for number in range(4):
            shown = client.send("GET", f"/articles/article-{number}")[1]["article"]
            assert shown["tagList"] == tags[number % 2]
        counted = {tag["name"]: tag["articlesCount"] for tag in client.send("GET", "/tags")[1]["tags"]}
        assert counted == {"a": 4, "b": 4, "c": 4}
