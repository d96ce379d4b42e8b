"""Guards of roles have one name for each set of roles."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tests.tools.validators.conformance.playing import plan_of
from tools.packs.roles import only

PLAN = plan_of("crm")
ROLES = st.lists(
    st.sampled_from(["x", "y", "X", "x or y", "x_y", "x-y", "é", "or"]), min_size=1, max_size=4, unique=True
)


@given(ROLES)
def test_no_two_sets_of_roles_have_one_name(roles: list[str]) -> None:
    assert PLAN.auth is not None
    plan = replace(PLAN, auth=replace(PLAN.auth, roles=tuple(roles)))
    sets = [found for size in range(1, len(roles) + 1) for found in combinations(roles, size)]
    assert len({only(plan, found) for found in sets}) == len(sets)
    assert all(only(plan, found).isidentifier() for found in sets)


def test_usual_roles_are_called_by_their_words() -> None:
    assert PLAN.auth is not None
    plan = replace(PLAN, auth=replace(PLAN.auth, roles=("admin", "shop keeper")))
    assert only(plan, ("admin", "shop keeper")) == "only_admin_or_shop_keeper"
