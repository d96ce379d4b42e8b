"""Reads feeds: `a feed of posts from people I follow`."""

from agent.planner.text.patterns.grammar import first, phrase
from agent.planner.text.patterns.phrases import asked, prose, thing
from agent.planner.text.patterns.wish import Wish
from agent.planner.text.reading import Reading

_KINDS = {
    "lead": "(my|an?|the|their|his|her|our|see|has|have|gets?|home|personal|news|activity|and|can|with)",
    "new": "(all|the|latest|recent|newest|new|every)",
    "of_whom": "(from|by|of) (the )?(other )?{followed:word} ((that|whom|who|which) )?{one} (follows?|(am|is|are) "
    "following)({order})?",
    "one": "(i|they|he|she|you|we|one|someone|users?|a user|the user|the caller)",
    "order": ",? (and )?(the )?(newest|latest|most recent)( ones?)? first|,? in reverse chronological order",
}
_FEEDS = (
    phrase(
        r"\b({lead} ){0,6}(feed|timeline|stream)\b[^.;]{0,40}?(\b(of|with|showing|shows?|lists?|from|"
        r"containing)\b|:)\s*"
        "({new} ){0,3}{what:things} {of_whom}",
        **_KINDS,
    ),
    phrase(r"\b(see|view|read|browse|get)s? ({new} ){0,3}{what:things} {of_whom}", **_KINDS),
)


def read_feeds(reading: Reading) -> list[Wish]:
    wishes = []
    for clause in prose(reading):
        match = first(_FEEDS, clause.text)
        if match is not None and asked(clause, match) and (what := thing(match["what"])):
            followed = thing(match["followed"])
            wishes.append(Wish("feed", what, "feed", clause.text.strip(" ."), facets={"followed": followed}))
            reading.consume(clause.index, *match.span())
    return wishes
