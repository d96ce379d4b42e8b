"""Facts that fit a case exactly, for tests that then spoil them."""

from evals.cases import Case, normal_link
from evals.facts import Facts

CASE = Case.model_validate(
    {
        "id": "sample",
        "domain": "library",
        "text": "Books of authors with tags; members borrow them.",
        "entities": ["Book", "Author", "Tag", "Member"],
        "attributes": {"Book": {"title": "string", "pages": "int32|int64"}, "Member": {"name": "string"}},
        "open": ["Member"],
        "relationships": ["Book -> Author", "Tag <-> Book"],
        "auth": {"scheme": "jwt", "account": "Member"},
        "stack": {"framework": "fastapi", "datastore": "sqlite"},
        "may": {"entities": ["Librarian"], "relationships": ["Book -> Librarian"]},
    }
)


def perfect(case: Case) -> Facts:
    """What a planner without fault makes of a case."""
    return Facts(
        entities=tuple(sorted(case.entities)),
        attributes={
            entity: {name: types.split("|")[-1] for name, types in names.items()}
            for entity, names in case.attributes.items()
        },
        links=tuple(sorted(normal_link(link) for link in case.relationships)),
        scheme=case.auth.scheme if case.auth else "none",
        account=case.auth.account if case.auth else None,
        login="email" if case.auth and case.auth.account else None,
        framework=case.stack.framework if case.stack else None,
        datastore=case.stack.datastore if case.stack else None,
    )
