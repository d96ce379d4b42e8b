"""The words that the reader knows by their part in a sentence."""

DETERMINERS = frozenset(
    "a an the each every any all some his her their its our my your this that these those one many several "
    "multiple various different other another more most both no either zero few".split()
)
PREPOSITIONS = frozenset(
    "of for in on at by from to with into onto about between within via per under over through against among "
    "after before during as including without across inside using like upon until since towards".split()
)
PRONOUNS = frozenset("i we you he she it they them us me him everyone everybody anyone anybody nobody who that which whom whose".split())
MODALS = frozenset("can could may might must should shall will would cannot can't won't mustn't shouldn't".split())
BREAKS = frozenset("where when while if then so because although which that who whose whom but than such whereas once".split())
ADVERBS = frozenset(
    "also only just then too very well together again online always never ever already still not here there now "
    "optionally exactly least most once twice daily weekly monthly respectively automatically later quickly "
    "currently usually typically basically simply up out down off back away e.g i.e etc please".split()
)
ADJECTIVES = frozenset(
    "simple small basic new old existing complete full available current single multiple particular specific "
    "certain individual whole active inactive related corresponding main core typical nested associated linked "
    "following next previous last first second big large tiny minimal modern secure fast scalable robust good "
    "personal private own internal registered logged-in authenticated different same proper upcoming past overdue "
    "popular top best latest recent visible published common separate additional further extra custom in-house "
    "online local monthly weekly daily".split()
)
APP_WORDS = frozenset(
    "api apis app application backend back-end service services system platform server site website webapp tool "
    "software product tracker manager management program project-management portal engine solution microservice "
    "mvp rest crud database schema blog shop store marketplace wiki forum clone crm cms erp network planner "
    "catalogue dashboard saas web blogging e-commerce ecommerce webshop".split()
)
"""Names of the thing to build, not of what it keeps."""

STOP_NOUNS = APP_WORDS | frozenset(
    "endpoint endpoints route routes request response json xml yaml token tokens jwt auth authentication authorization "
    "authorisation login logout signup password passwords ui frontend page pages screen button form pagination paging "
    "cursor offset limit limits minute minutes hour hours day days second seconds week weeks month months year years "
    "feature features functionality data datum information info detail details list lists access "
    "permission permissions crud operation operations code test tests docker framework python typescript javascript "
    "way thing things example number numbers amount amounts ability requirement requirements field fields attribute "
    "attributes property properties column columns type types kind kinds time times date dates name names status "
    "value values id ids key keys support use user-friendly case cases part parts rest graphql sql http https "
    "postgres postgresql sqlite mysql mongodb redis fastapi express django rate limiting validation error errors "
    "analytics statistics statistic stats search searching sorting filter filters filtering sort version versioning "
    "soft delete deletes deletion timestamp timestamps entity entities model models resource resources object objects "
    "record records relation relations relationship relationships collection collections item-list set sets "
    "people person everybody anyone everyone user's others bit lot lots kind sort range ranges history ownership owner "
    "owners role roles account-management goal goals non-goals overview introduction scope background summary note-that "
    "technology stack tech backend-engineer order-by rows row ones one thousand hundred million percent jwt-based "
    "openapi swagger documentation docs performance security scalability availability latency deployment "
    "business logic middleware architecture layer layers migration migrations seed seeds constraint constraints "
    "default defaults optional required unique nullable text string integer int decimal boolean bool float uuid email "
    "public anonymous visitors visitor world internet client clients-side client-side clients frontend-app admin-panel cache "
    "caching queue websocket websockets cron job-queue environment production development "
    "import export csv pdf file-format format formats purpose purposes need needs team-size basis addition "
    "access-token description descriptions title titles price prices quantity quantities address addresses phone "
    "phones duration durations length lengths".split()
)
"""Nouns that are no entity unless the request gives them attributes of their own."""

PEOPLE = (
    "user", "account", "member", "customer", "client", "subscriber", "player", "reader", "borrower", "buyer", "guest",
    "attendee", "participant", "traveler", "traveller", "passenger", "donor", "renter", "tenant", "patient", "student",
    "employee", "driver", "seller", "vendor", "host", "organizer", "author", "writer", "teacher", "instructor", "doctor",
    "trainer", "coach", "freelancer", "volunteer", "applicant", "candidate", "contributor", "shopper", "visitor",
    "owner", "creator", "artist", "developer", "reporter", "technician", "agent", "assignee", "reviewer", "follower",
)  # fmt: skip
"""Nouns of people, those that log in first."""

ACCOUNT_PEOPLE = ("user", "account", "member", "customer", "subscriber", "player")
"""People that become accounts where authentication is asked for."""

ROLE_WORDS = frozenset(
    "admin administrator superadmin superuser moderator editor manager librarian staff operator viewer supervisor "
    "dispatcher curator clerk receptionist auditor superadministrator maintainer publisher approver accountant support".split()
)
"""People that act on everything and have no data of their own."""

HAVE = frozenset("have contain include consist comprise hold carry store record need track feature".split())
MANAGE = frozenset(
    "manage track store record handle organize organise maintain keep catalog register save persist cover hold support "
    "provide expose offer list include contain have model administer log build create make develop need want".split()
)
OWNING = frozenset(
    "write create post upload own place publish add submit send make have keep save log record start open author "
    "share leave draft schedule track plan collect report file maintain request manage import".split()
)
"""What an account does with rows that are then its own."""

ACTING = {
    "borrow": "loan", "lend": "loan", "book": "booking", "reserve": "reservation", "order": "order", "buy": "order",
    "purchase": "order", "rent": "rental", "enroll": "enrollment", "enrol": "enrollment", "review": "review",
    "rate": "rating", "comment": "comment", "pay": "payment", "subscribe": "subscription", "apply": "application",
    "attend": "attendance", "like": "like", "vote": "vote", "bid": "bid", "donate": "donation", "invite": "invitation",
    "schedule": "appointment", "register": "registration", "reply": "reply", "bookmark": "bookmark",
}  # fmt: skip
"""Verbs and the entity whose rows their acts are."""

IMPLIED = frozenset("borrow book reserve order buy purchase rent".split())
"""Verbs whose entity is assumed where the request does not name it."""

OTHER_VERBS = frozenset(
    "belong reference refer link assign attach relate associate connect see view read browse search find edit update "
    "change modify delete remove get set do let allow enable be require take give receive deliver join follow "
    "work run play host organize teach treat prescribe visit contact approve reject cancel confirm check close "
    "complete finish mark tag group categorize categorise sort filter log track measure ship sell supply offer sign "
    "look ask answer mention describe define specify represent show display return accept serve process move "
    "transfer issue generate calculate count monitor authenticate login happen occur expire start end begin finish live "
    "want wish like exist come go know also upvote downvote block report favorite favourite rate perform "
    "employ lead head supervise play produce cook grow feed adopt train learn study watch listen stream hire drive fly "
    "land depart arrive park charge fuel repair service inspect fix install own hold withdraw deposit "
    "raise trigger exceed pass fail compute sync notify email nest reuse combine appear use choose pick select select create leave restrict".split()
)
NOUN_OR_VERB = frozenset(
    "book post review comment rate order schedule report message ticket tag list log rent like request note record "
    "plan work check file vote bid host group play run track park visit contact stream store catalog service reply "
    "bookmark charge transfer issue answer account feature model need use support sort filter end start land train "
    "lead head change search access link show return view set count process display group mark measure question "
    "sign watch study fix block look offer share project shift object test update delivery ship set answer mention "
    "present exercise rule score place draft move sell cover cook host author star favorite favourite feed import "
    "release pin control design hire judge label map match pack page paint phone photo point price program race "
    "balance drink fork guide help name number make upvote downvote favourite contact email".split()
)
"""Words that are a verb only where the words beside them say so."""

_IRREGULAR = {
    "wrote": "write", "written": "write", "writes": "write", "has": "have", "had": "have", "having": "have",
    "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "being": "be", "made": "make", "sold": "sell",
    "bought": "buy", "given": "give", "gave": "give", "taken": "take", "took": "take", "kept": "keep", "held": "hold",
    "sent": "send", "paid": "pay", "led": "lead", "taught": "teach", "found": "find", "seen": "see", "saw": "see",
    "lent": "lend", "left": "leave", "built": "build", "chosen": "choose", "does": "do", "did": "do", "done": "do",
    "driven": "drive", "read": "read", "set": "set", "put": "put", "enrolled": "enroll", "enrolling": "enroll",
    "logs": "log", "logged": "log", "logging": "log", "tagged": "tag", "tagging": "tag", "referred": "refer",
    "planned": "plan", "planning": "plan", "shipped": "ship", "submitted": "submit", "submitting": "submit",
    "running": "run", "ran": "run", "getting": "get", "setting": "set", "begun": "begin", "grown": "grow",
}  # fmt: skip


def _forms(verb: str) -> dict[str, str]:
    if verb.endswith("e"):
        return {f"{verb}s": verb, f"{verb}d": verb, f"{verb[:-1]}ing": verb}
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {f"{verb[:-1]}ies": verb, f"{verb[:-1]}ied": verb, f"{verb}ing": verb}
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "o")) else f"{verb}s"
    return {third: verb, f"{verb}ed": verb, f"{verb}ing": verb}


VERBS: dict[str, str] = {}
"""Every form of every verb known, to its base."""
for _base in sorted(HAVE | MANAGE | OWNING | frozenset(ACTING) | OTHER_VERBS):
    VERBS[_base] = _base
    VERBS.update(_forms(_base))
VERBS.update(_IRREGULAR)
