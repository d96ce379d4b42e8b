"""Reads what is said about the chat itself: undo, redo, show, why, help."""

import re
from collections.abc import Mapping

from agent.chat.turns.references import bare, find
from agent.chat.turns.scene import Scene
from agent.chat.turns.turn import Address, CommandName, CommandTurn, Shown
from agent.chat.turns.wording import plain

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
            "ten": 10, "a couple of": 2, "both": 2}  # fmt: skip
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_TURNS = r"(?:turns?|changes?|steps?|edits?|times?|things?|ones?)"
_ONE = r"(?:turn|change|step|edit|thing|one)"
_DONE = r"(?:you|we|i) (?:(?:have|'ve) )?(?:just )?"
_LAST = rf"(?:the|my|your|our)?\s*(?:very )?(?:last|previous|latest|most recent)(?:\s+{_TURNS})?"
_TARGET = (
    rf"(?:that|this|it|{_LAST}|(?:that|this|the|your|my|our) {_ONE}|(?:what|everything) {_DONE}(?:did|done|"
    rf"changed)(?: last)?|"
    rf"{_TURNS})(?: (?:that )?{_DONE}(?:made|did|done))?"
)
_SEVERAL = (
    rf"(?:(?:the|my|your|our)\s+)?(?:(?:last|previous)\s+)?{_COUNT}(?:\s+(?:last\s+)?{_TURNS})?"
    rf"(?: {_DONE}(?:made|did))?"
)
_BACK = re.compile(
    r"^(?:/?undo|revert|roll ?back|take (?:that |it |this )?back|go back|reverse|cancel|discard)\b"
    rf"(?:\s+{_SEVERAL}|\s+{_TARGET})?$|^(?:take|roll|turn) {_TARGET} back$|"
    r"^(?:i (?:do not|don't) want (?:that|this|the last) (?:change|turn)|"
    r"put it back (?:to )?(?:how|as|the way) it was(?: before)?|that was a mistake|"
    r"go one step back|one step back|step back)$",
    re.I,
)
_UNDONE = (
    rf"(?:what|the {_ONE}(?: that)?) {_DONE}(?:undone|undid|reverted|took back|taken back)|"
    rf"the (?:last )?undone {_ONE}"
)
_AGAIN = re.compile(
    rf"^(?:do (?:it|that) again|bring back (?:{_UNDONE})|bring (?:it|that|the (?:last )?change|{_UNDONE}) back|"
    rf"(?:reapply|redo) (?:it|that|the last change|{_UNDONE}))$|"
    rf"^/?redo\b(?:\s+(?:the\s+)?(?:(?:last|previous)\s+)?{_COUNT}(?:\s+{_TURNS})?|"
    rf"\s+(?:that|this|it|(?:the)?\s*(?:last|previous)?(?:\s*{_TURNS})?))?$",
    re.I,
)
_HELP = re.compile(
    r"^(?:/?help|\?|commands|what can (?:i|you|we|one) (?:say|do|ask|write|type|change|tell)(?: (?:you|me|here|us|"
    r"it|for|"
    r"to|of))*(?: do)?(?: here| for me| with this)?|(?:i )?need help|"
    r"(?:what|which) (?:commands|things|requests|kinds? of changes?|changes) (?:are there|do you (?:understand|know|"
    r"support)|can (?:i|you|we) (?:make|use|ask|say|do)(?: for)?)|"
    r"what do you (?:understand|know)|how (?:can|do|should) i (?:use|talk to|work with|ask) (?:you|this|it)|"
    r"how do(?:es)? (?:this|it|i use this) work)"
    r"(?:\s+(?:me\s+)?(?:with|on|about)?\s*(?P<subject>.*))?$",
    re.I,
)
_WHY = re.compile(
    r"^(?:/?why|how come|explain|what is|what's|what does|tell me (?:why|about)|what (?:is|are) .*\bfor\b)\b"
    r"\s*(?P<subject>.*)$",
    re.I,
)
_SHOW = re.compile(
    r"^/?(?:show|print|display|list|see|view|give me|what are|what is|what's|what do)\s+(?P<what>.+)$", re.I
)
_LOOKS = re.compile(
    r"^/?(?:show|tell)(?: me| us)? (?:how|what) (?P<what>[^,]{1,80}?) (?:looks?|is looking)(?: like)?$", re.I
)
"""`show me what a ticket looks like`"""
_TELL = re.compile(
    r"^(?:(?:show|tell) (?:me|us)|walk (?:me|us) through|let (?:me|us) (?:see|know)|(?:get to )?(?:know|see)) "
    r"(?=(?:what|which|how|why)\b)",
    re.I,
)
_FOR = re.compile(r"^(?:for|in) (?:my|our|the|this|a) [^,]{1,60}, (?:(?:can|could|would|will) you )?(?=\w)", re.I)
_AT_END = re.compile(
    r",? (?:at the moment|right now|at present|these days|one (?:after|by) (?:the other|one)|in (?:their )?order|"
    r"for (?:me|us)|one more time)$",
    re.I,
)
_OF_LAST = re.compile(r"\s+(?:of|since|from|in|between|made (?:by|in|with))\s+(?:(?:the|my|our|all|this|that|"
    r"your)\s+)*(?:last|previous|latest|recent|most recent|changes?|turns?|"
                      r"edits?|blueprint|backend|api|chat|conversation|session|project|versions?|one|step|"
                          r"it)\b.*$", re.I)  # fmt: skip
_ON_NOW = re.compile(
    r"^(?:what|which)\s+(?:framework|database|stack|language|technolog(?:y|ies)|tech|db)\b(?!.*\bwhy\b).*\b(?:we|are|"
    r"is|do|does|it|this|using|use|used|run|runs|on)\b.*$|"
    r"^what (?:is|are) (?:this|it|we|the backend) (?:built|running|made|based|on|written)\b.*$|^what(?: is|"
    r"'s) (?:this|it|the backend) (?:built|made|written|running) .*$",
    re.I,
)
_BARE = re.compile(
    r"^/?(?P<what>blueprint|diff|operations|endpoints|routes|history|stack|entities|schema|status)$", re.I
)
_CHANGED = re.compile(
    r"^what(?:'s| has| is| was| did)?\s+(?:(?:i|we|you|that|it)\s+)?(?:been\s+)?(?:changed?|new|"
    r"different)(?:\s+.{0,40})?$",
    re.I,
)
_ASKED: tuple[tuple[re.Pattern[str], Shown], ...] = (
    (re.compile(r"^(?:what|which|how many) (?:operations|endpoints|routes|calls|urls|paths)\b", re.I), "operations"),
    (_ON_NOW, "stack"),
    (
        re.compile(
            r"^(?:what|which) (?:(?:changes|things) )?(?:did|have|has) (?:i|we|been) (?:so far )?(?:say|said|do|done|"
            r"ask|change|changed|make|made)(?:.* so far|.* until now|d? ?)$|"
            r"^what (?:did|have) (?:i|we) (?:say|said|do|done|ask)",
            re.I,
        ),
        "history",
    ),
    (
        re.compile(
            r"^(?:what|which) (?:entities|tables|models|things|data) (?:are there|do we have|have we(?: got)?|exist|"
            r"is there|do you have)\b",
            re.I,
        ),
        "blueprint",
    ),
    (
        re.compile(r"^(?:what|how) does (?:it|the (?:blueprint|schema|model|backend)) look(?: like)?\b", re.I),
        "blueprint",
    ),
)
_SHOWN: Mapping[Shown, str] = {
    "diff": r"diffs?|differences?|changes?|what(?:'s| is| has)? ?(?:changed|new)|last change",
    "operations": r"operations|endpoints|routes|api|apis|paths|calls",
    "history": (
        r"history|turns|versions?|log|what (?:i|we) (?:said|did)|"
        r"(?:changes|turns|edits) (?:that )?(?:we|i|you)(?: have|'ve)? (?:made|done|asked for)(?: to .{1,30}?)?"
    ),
    "stack": r"stack|technolog(?:y|ies)|framework|database|datastore",
    "blueprint": (
        r"blueprint|schema|model|data model|everything|all|entities|design|it|that|this|state|status|thing|system|"
        r"backend|picture"
    ),
}
_LEAD = re.compile(
    r"^(?:me\s+)?(?:the\s+|my\s+|all\s+(?:the\s+)?|our\s+)?(?:current\s+|whole\s+|full\s+|complete\s+|entire\s+|"
    r"latest\s+|last\s+)?",
    re.I,
)
_ABOUT = re.compile(
    r"\b(?:is|are|was|were|do|does|did|there|an?|the|we|you|have|has|had|need|it|this|that|why|on|of|for|to|in|"
    r"index(?:es|ed)?|table|rule|constraint|operation|column|field|unique|required|optional)\b",
    re.I,
)


def read_command(said: str, scene: Scene) -> CommandTurn | None:
    """The command of a turn that is nothing else."""
    said = _TELL.sub("", _LOOKS.sub(r"show \g<what>", _AT_END.sub("", plain(_FOR.sub("", said)))))
    command: CommandName
    for form, command in ((_BACK, "undo"), (_AGAIN, "redo")):
        match = form.match(said)
        if match is not None:
            return CommandTurn(command=command, count=_count(match["count"]))
    helped = _HELP.match(said)
    if helped is not None:
        return CommandTurn(command="help", subject=(helped["subject"] or "").strip(" ?.")[:200])
    shown = _shown(said, scene)
    if shown is not None:
        return shown
    why = _WHY.match(said)
    if why is not None:
        subject = why["subject"].strip(" ?.")
        return CommandTurn(command="why", subject=subject[:200], about=_about(subject, scene))
    return None


def _count(said: str | None) -> int:
    if said is None:
        return 1
    return max(1, int(said) if said.isdigit() else _NUMBERS[said.lower()])


def _shown(said: str, scene: Scene) -> CommandTurn | None:
    if re.fullmatch(r"/?show", said, re.I):
        return CommandTurn(command="show", shown="blueprint")
    for asked, answer in _ASKED:
        if asked.match(said):
            return CommandTurn(command="show", shown=answer)
    if _CHANGED.match(said.strip(" ?")):
        return CommandTurn(command="show", shown="diff")
    match = _BARE.match(said) or _SHOW.match(said)
    if match is None:
        return None
    what = _LEAD.sub("", match["what"].strip(" ?.")).strip()
    what = _OF_LAST.sub("", what)
    for shown, form in _SHOWN.items():
        if re.fullmatch(rf"(?:{form})(?:\s+(?:please|again|so far|now))?", what, re.I):
            return CommandTurn(command="show", shown=shown, subject="")
    if not re.match(r"/?(?:show|print|display|see|view|give me)\b", said, re.I):
        return None
    found = find(what, scene)
    if found:
        return CommandTurn(command="show", shown="entity", subject=bare(what)[:200], about=found[0])
    return None


def _about(subject: str, scene: Scene) -> Address | None:
    """The part that is asked about: the longest run of words that means one."""
    whole = find(subject, scene)
    if whole:
        return whole[0]
    pieces = [piece for piece in re.split(r"[^\w.'-]+", subject[:300]) if piece]
    for size in range(min(6, len(pieces)), 0, -1):
        for start in range(len(pieces) - size + 1):
            run = " ".join(pieces[start : start + size])
            if _ABOUT.fullmatch(run):
                continue
            found = find(run, scene)
            if found:
                return found[0]
    return None
