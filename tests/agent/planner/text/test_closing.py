"""However it is put that rows are for some people alone: they are closed to the others, or it is told."""

from collections.abc import Callable
from itertools import product

import pytest

from agent.planner import Draft
from tests.agent.planner.looks import allowed
from tools.blueprint.model import Action, AuthScheme

Planned = Callable[[str], Draft]

_NAMED = {"managers": {"manager"}, "staff and supervisors": {"staff", "supervisor"}, "wardens": {"warden"}}
"""People that have a role, and which."""
_OTHERS = (
    "the finance team",
    "their author",
    "the assigned courier",
    "people it was shared with",
    "senior nurses",
)
"""People that a role may not be able to say."""
_ALONE = (
    "Only {who} can see reports.",
    "Only {who} see reports.",
    "Just {who} can view reports.",
    "Let only {who} see reports.",
    "Allow only {who} to read reports.",
    "Show reports only to {who}.",
    "Make reports visible only for {who}.",
    "Reports are for {who} only.",
    "Reports are only for {who}.",
    "Reports are exclusively for {who}.",
    "Reports: {who} only.",
    "Reports ({who} only).",
    "Reports can be seen only by {who}.",
    "Reports can only be seen by {who}.",
    "Reports can be seen by {who} alone.",
    "Reports shall be seen solely by {who}.",
    "Reports may be viewed by {who} only.",
    "Reports should be seen by nobody except {who}.",
    "Reports are visible to {who}.",
    "Reports: visible to {who}.",
    "Reports are visible only to {who}.",
    "Reports must be visible to {who} only.",
    "Reports are private to {who}.",
    "Reports are internal to {who}.",
    "Reports are shown to {who} only.",
    "Reports are accessible exclusively to {who}.",
    "Reports stay between {who}.",
    "Reports are confidential: only {who} see them.",
    "Reports are secret; only {who} can look at them.",
    "Reports, which only {who} may see.",
    "We want reports to be readable by {who} only.",
    "Access to reports is limited to {who}.",
    "Reading reports is reserved for {who}.",
    "Restrict reports to {who}.",
    "Limit reading reports to {who}.",
    "Keep reports private to {who}.",
    "Give {who} exclusive access to reports.",
    "Hide reports from everyone except {who}.",
    "Reports should be hidden from everybody except {who}.",
    "Reports must not be visible to anyone except {who}.",
    "Reports are not visible to anyone but {who}.",
    "Do not show reports to anybody but {who}.",
    "Nobody but {who} may see reports.",
    "No one other than {who} can read reports.",
    "Everyone except {who} is forbidden to see reports.",
    "{who} alone may read reports.",
)
_SHUT_OUT = (
    "{who} must not see reports.",
    "{who} cannot see reports.",
    "{who} can't read reports.",
    "{who} may never see reports.",
    "{who} are not allowed to view reports.",
    "{who} should not be able to see reports.",
    "{who} have no access to reports.",
    "{who} don't see reports.",
    "Hide reports from {who}.",
    "Don't show reports to {who}.",
    "Reports are hidden from {who}.",
    "Reports must not be visible to {who}.",
    "Reports should never be shown to {who}.",
    "Reports are off limits for {who}.",
    "Prevent {who} from seeing reports.",
    "Reports can be read by everyone except {who}.",
    "Everybody but {who} can see reports.",
)
_EVERYBODY = {"public", "authenticated"}
_BEFORE = ("Users log in. Reports (title). ", "Reports have a title. ", "Users write reports (title); charts (name). ")


def _said(form: str, who: str) -> str:
    text = form.format(who=who)
    return text[0].upper() + text[1:]


@pytest.mark.parametrize("form", _ALONE)
def test_who_alone_sees_rows_has_a_role(planned: Planned, form: str) -> None:
    for who, roles in _NAMED.items():
        draft = planned("Users log in. Reports (title). " + _said(form, who))
        seeing = allowed(draft.blueprint, "Report", Action.READ)
        # What is told as not understood is closed all the same.
        assert seeing - {"admin"} == roles or (seeing == {"admin"} and draft.unplaced), (who, seeing)


@pytest.mark.parametrize("form", [*_ALONE, *_SHUT_OUT])
def test_rows_for_some_are_not_open_to_all_without_a_word(planned: Planned, form: str) -> None:
    for before, who in product(_BEFORE, (*_NAMED, *_OTHERS)):
        draft = planned(before + _said(form, who))
        open_to_all = draft.blueprint.auth.scheme is AuthScheme.NONE or bool(
            allowed(draft.blueprint, "Report", Action.READ) & _EVERYBODY
        )
        assert not open_to_all or draft.unplaced, (before, who)


def test_most_ways_to_say_it_are_understood(planned: Planned) -> None:
    understood = [
        form for form in _ALONE if not planned("Users log in. Reports (title). " + _said(form, "managers")).unplaced
    ]
    assert len(understood) >= 0.85 * len(_ALONE)


@pytest.mark.parametrize(
    ("verb", "action"),
    [("edit", Action.UPDATE), ("delete", Action.DELETE), ("add", Action.CREATE), ("search", Action.SEARCH)],
)
@pytest.mark.parametrize("form", ["Only {who} can {verb} reports.", "Nobody but {who} may {verb} reports."])
def test_the_verb_says_what_is_closed(planned: Planned, form: str, verb: str, action: Action) -> None:
    text = "Users log in. Reports (title) with search. " + form.format(who="managers", verb=verb)
    assert allowed(planned(text).blueprint, "Report", action) <= {"manager", "admin"}
    assert "manager" in allowed(planned(text).blueprint, "Report", action)


@pytest.mark.parametrize(
    "text",
    [
        "Articles with a title; only published articles can be read. No authentication.",
        "A CRM for companies, contacts and deals on PostgreSQL, no auth, 50 items per page",
        "Books (title), no search, only pagination",
    ],
)
def test_what_closes_nothing_to_people_plans_no_accounts(planned: Planned, text: str) -> None:
    assert planned(text).blueprint.auth.scheme is AuthScheme.NONE


@pytest.mark.parametrize(
    "text",
    [
        "Marketplace: sellers can add products; buyers can order products. Products have a name and price.",
        "Reports (title). Reports are for managers only.",
    ],
)
def test_people_that_may_different_things_have_accounts(planned: Planned, text: str) -> None:
    assert planned(text).blueprint.auth.scheme is AuthScheme.JWT


@pytest.mark.parametrize(
    ("text", "action", "who"),
    [
        ("Reports are visible to managers. Reports are visible to clerks.", Action.READ, {"manager", "clerk"}),
        (
            "Reports are editable by managers. Reports are editable by their author.",
            Action.UPDATE,
            {"manager", "owner"},
        ),
        ("Interns cannot see reports. Managers can see reports.", Action.READ, {"manager"}),
    ],
)
def test_what_is_open_to_some_may_be_opened_to_more(planned: Planned, text: str, action: Action, who: set[str]) -> None:
    draft = planned(f"Users log in. Reports (title). {text}")
    assert allowed(draft.blueprint, "Report", action) - {"admin"} == who


def test_who_is_named_and_shut_out_is_told(planned: Planned) -> None:
    draft = planned(
        "Users log in. Reports (title). Access to reports is restricted to managers. Clerks can read reports."
    )
    assert allowed(draft.blueprint, "Report", Action.READ) == {"manager"}
    assert [told for told in draft.unplaced if "clerk may read Report" in told]
