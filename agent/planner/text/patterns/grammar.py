"""A short way to write what sentences look like: `^{who:person} ({modal} )?transfers? {money} to {target:noun}$`."""

import re
from collections.abc import Iterable, Iterator

from agent.planner.text.patterns.phrases import DET, MODAL, WORD, asked, prose
from agent.planner.text.reading import Reading
from agent.planner.text.sentences import Clause

_SLOT = re.compile(r"\{(?:(?P<name>[a-z]+):)?(?P<kind>[a-z_]+)\}")
_SET = re.compile(r"((?<!\\)\[[^\]]*\])")
_KINDS = {
    "word": WORD,
    "noun": rf"{DET}{WORD}(?:\s{WORD})??",
    "short": rf"{DET}{WORD}",
    "things": rf"{WORD}(?:\s{WORD})??",
    "person": rf"(?:(?:the|an?|any|every|each|all)\s+)?{WORD}(?:\s{WORD})??",
    "modal": MODAL,
}
_START = r"(?:^|(?<=[,;:(.])|(?<=\band)|(?<=\bbut))\s*"
_END = (
    r"(?=\s*(?:[.;,:()]|$|\b(?:and|or|but|so|that|which|with|in|when|while|if|as|for|until|before|unless|"
    "provided|only|to|"
    r"is|are|has|have)\b))"
)


def phrase(text: str, **kinds: str) -> re.Pattern[str]:
    """Compiles a template, which is a regular expression but for four things.

    A blank is any blanks, a group captures nothing unless it is `{name:kind}`, where a kind is one of the usual ones or
    of `kinds` (templates too), `^` is where a part of a sentence begins, and `$` where a noun ends.
    """
    return re.compile(_source(text, kinds), re.IGNORECASE)


def _source(text: str, kinds: dict[str, str]) -> str:
    pieces = []
    at = 0
    for slot in _SLOT.finditer(text):
        pieces.append(_plain(text[at : slot.start()]))
        kind = slot["kind"]
        inner = _source(kinds[kind], kinds) if kind in kinds else _KINDS[kind]
        pieces.append(f"(?P<{slot['name']}>{inner})" if slot["name"] else f"(?:{inner})")
        at = slot.end()
    return "".join([*pieces, _plain(text[at:])])


def _plain(text: str) -> str:
    """What stands between slots; sets of characters are left as they are."""
    return "".join(part if part.startswith("[") else _outside(part) for part in _SET.split(text))


def _outside(text: str) -> str:
    text = re.sub(r"(?<!\\)\((?!\?)", "(?:", text).replace(" ", r"\s+")
    return re.sub(r"[\^$]", lambda match: _START if match[0] == "^" else _END, text)


def first(patterns: Iterable[re.Pattern[str]], text: str) -> re.Match[str] | None:
    """What the first of the patterns finds that finds anything."""
    return next((match for pattern in patterns if (match := pattern.search(text))), None)


def now(clause: Clause, reading: Reading) -> str:
    """The text of a clause as it is by now: without what other readers have taken out."""
    return next(item.text for item in reading.clauses if item.index == clause.index)


def wanted(patterns: Iterable[re.Pattern[str]], reading: Reading) -> Iterator[tuple[Clause, re.Match[str]]]:
    """Each clause that asks for something in one of these ways, and where."""
    for clause in prose(reading):
        match = first(patterns, clause.text)
        if match is not None and asked(clause, match):
            yield clause, match


def besides(patterns: Iterable[re.Pattern[str]], reading: Reading) -> Iterator[tuple[Clause, re.Match[str]]]:
    """What else is said in these ways, of what the readers have left by then: whoever takes it consumes it."""
    for clause in prose(reading):
        for pattern in patterns:
            match = pattern.search(now(clause, reading))
            if match is not None and asked(clause, match):
                yield clause, match
