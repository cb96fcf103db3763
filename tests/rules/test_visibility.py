"""Who may see and do what, and that a refusal always gives its reason."""

from __future__ import annotations

import pytest

from secretariat.rules.errors import Refused
from secretariat.rules.visibility import (
    PUBLIC_ACTOR,
    Actor,
    Audience,
    Decision,
    Role,
    may_act_as,
    may_see,
    require,
    role_words,
    system_actor,
)


def person(*roles: tuple[str, Role]) -> Actor:
    return Actor(handle="ada", name="Ada", person="ada", roles=frozenset(roles))


@pytest.mark.parametrize(
    ("actor", "public", "members", "officers"),
    [
        (PUBLIC_ACTOR, True, False, False),
        (person(), True, False, False),
        (person(("tac", Role.LIAISON)), True, False, False),
        (person(("tac", Role.MEMBER)), True, True, False),
        (person(("tac", Role.STAFF)), True, True, False),
        (person(("tac", Role.CHAIR)), True, True, True),
        (person(("tac", Role.SECRETARY)), True, True, True),
        (person(("board", Role.SECRETARY)), True, False, False),
        (system_actor("import"), True, True, True),
    ],
)
def test_may_see_follows_the_roles_held_in_that_body(
    actor: Actor, public: bool, members: bool, officers: bool
) -> None:
    seen = [may_see(actor, "tac", audience).allowed for audience in Audience]
    assert seen == [public, members, officers]


def test_roles_in_adds_what_everybody_has() -> None:
    assert PUBLIC_ACTOR.roles_in("tac") == {Role.PUBLIC}
    assert person(("tac", Role.CHAIR)).roles_in("tac") == {Role.PUBLIC, Role.PERSON, Role.CHAIR}
    assert person(("tac", Role.CHAIR)).roles_in("board") == {Role.PUBLIC, Role.PERSON}


def test_require_refuses_with_the_reason() -> None:
    with pytest.raises(Refused) as refused:
        require(Decision(False, "Only the chair may do this."))
    assert refused.value.code == "not_allowed"
    assert str(refused.value) == "Only the chair may do this."
    require(Decision(True, ""))


def test_may_act_as_names_who_may() -> None:
    decision = may_act_as(
        person(("tac", Role.MEMBER)), "tac", [Role.SECRETARY, Role.CHAIR], "close a vote"
    )
    assert not decision.allowed
    assert decision.reason == (
        "Only the chair or the secretary may close a vote. Ask one of them; nothing has changed."
    )
    assert may_act_as(person(("tac", Role.CHAIR)), "tac", [Role.CHAIR], "close a vote").allowed


def test_role_words_join_in_a_fixed_order() -> None:
    assert role_words([Role.SECRETARY]) == "the secretary"
    assert role_words([Role.SECRETARY, Role.STAFF, Role.CHAIR]) == (
        "the staff, the chair or the secretary"
    )
