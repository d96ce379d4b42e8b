"""Reads how tenants come about: `signing up creates a company and its first admin`."""

from agent.planner.text.patterns.grammar import besides, phrase, wanted
from agent.planner.text.patterns.phrases import thing
from agent.planner.text.patterns.wish import Wish
from agent.planner.text.reading import Reading

_KINDS = {
    "a": "((an?|the|its|their|his|her|one|each|every) )",
    "make": "(creates?|makes?|opens?|registers?|sets? up)",
    "with": "(and|together with|along with|with|plus)",
    "boss": "(admin(istrator)?s?( (user|account)s?)?|(user|account|member|owner)s?)",
    "first": "({a}?((very )?first |initial )?)",
    "signing": "(sign(s|ing)?[- ]?up|registration|registering|onboarding)",
    "is": "(is|becomes?|will be|acts as)",
}
_PATTERNS = (
    # Signing up creates a company and its first admin.
    phrase(
        r"\b{signing} {make} {a}(new )?{what:short} {with} {a}((very )?first |initial )?{boss}( account)?"
        r"(,? (who|which) {is} {a}?{boss})?",
        **_KINDS,
    ),
    # One call makes a workspace and its first account.
    phrase(
        r"\b(one|an?|a single) (public )?(call|request|endpoint|step) {make} {a}(new )?{what:short} {with} {a}"
        r"((very )?first |initial )?{boss}(,? (who|which) {is} {a}?{boss})?",
        **_KINDS,
    ),
    # Companies sign up with their first user, who is their admin.
    phrase(
        r"{what:noun} ({modal} )?(sign up|signs up|register|registers)( (themselves|itself))? {with} {a}"
        r"((very )?first |initial ){boss}(,? (who|which) {is} {a}?{boss})?",
        **_KINDS,
    ),
    # People who sign up create their own organisation; of their own playlist nobody is a tenant.
    phrase(
        r"\b{who} (who|that) (sign up|signs up|register|registers) {makes} (an?|their own|its own|his own|her own) "
        r"(new )?{what:group}(,? (and|which|who) {is} {a}?(first )?{boss})?",
        who="(whoever|people|users?|anyone|somebody|someone|customers?|visitors?)",
        makes="(create|make|open|found|set up|start)s?",
        group="(organi[sz]ation|company|workspace|team|tenant|firm|business|agency)",
        **_KINDS,
    ),
    # Whoever signs up a clinic becomes its administrator.
    phrase(
        r"\b(who(ever)?|the (person|user) (who|that)) (signs up|registers|opens) {a}(new )?{what:short},? {is} {a}"
        r"(first )?admin(istrator)?",
        **_KINDS,
    ),
)
_MORE = phrase(
    r"\s*[,;]?\s*((and|then|afterwards) )?(that )?(this )?(admins?|administrators?|(it|they|who))( then)? ({modal} )?"
    r"(create|add|make|invite)s? (the |all )?(other |more |further )?(users?|accounts?|members?|colleagues?|staff)"
    r"( (of|in|for|to) {a}?{word})?",
    **_KINDS,
)
_ATOMIC = phrase(r"\s*,?\s*(atomically|in one (step|go|transaction)|both or neither)")


def read_sign_ups(reading: Reading) -> list[Wish]:
    for clause, match in wanted(_PATTERNS, reading):
        what = thing(match["what"])
        if what:
            reading.consume(clause.index, *match.span())
            for beside, more in besides((_MORE, _ATOMIC), reading):
                reading.consume(beside.index, *more.span())
            return [Wish("sign_up", what, "sign_up", clause.text.strip(" ."))]
    return []
