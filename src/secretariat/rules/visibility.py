"""Who is asking, what they may see, and a decision that always gives its reason.

Reading needs no account, writing needs a role. A role is held in one body and says nothing about
another. Whoever operates the installation holds its database and passes every check here; sealed
matters do not rely on these checks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from secretariat.rules.errors import Refused


class Role(StrEnum):
    """What a person is to one body."""

    PUBLIC = "public"
    PERSON = "person"
    MEMBER = "member"
    LIAISON = "liaison"
    STAFF = "staff"
    CHAIR = "chair"
    SECRETARY = "secretary"
    OPERATOR = "operator"


class Audience(StrEnum):
    """Who a record is for: everyone, the people of the body, or its chair and secretary."""

    PUBLIC = "public"
    MEMBERS = "members"
    OFFICERS = "officers"


def narrowest(*audiences: Audience) -> Audience:
    """The one of these that the fewest belong to."""
    return max(audiences, key=list(Audience).index)


def up_to(audience: Audience) -> tuple[Audience, ...]:
    """This audience and all that are wider, the widest first: what its people may read."""
    order = tuple(Audience)
    return order[: order.index(audience) + 1]


OFFICER_ROLES = frozenset({Role.CHAIR, Role.SECRETARY})
KEEPER_ROLES = OFFICER_ROLES | {Role.STAFF}
"""Who keeps the people of a body, and may read all their spellings."""
MEMBER_ROLES = frozenset({Role.MEMBER, Role.STAFF}) | OFFICER_ROLES

ROLE_WORDS: dict[Role, str] = {
    Role.PUBLIC: "anybody",
    Role.PERSON: "a signed-in person",
    Role.MEMBER: "a representative or alternate",
    Role.LIAISON: "a liaison",
    Role.STAFF: "the staff",
    Role.CHAIR: "the chair",
    Role.SECRETARY: "the secretary",
    Role.OPERATOR: "the operator",
}

AUDIENCE_WORDS: dict[Audience, str] = {
    Audience.PUBLIC: "everyone",
    Audience.MEMBERS: "the members and staff of the body",
    Audience.OFFICERS: "the chair and the secretary",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `handle` goes to the audit trail; `person` is the handle of the person, if one.

    `roles` are pairs of a body's slug and a role held there on the day of the act.
    """

    handle: str
    name: str
    person: str | None = None
    roles: frozenset[tuple[str, Role]] = frozenset()
    is_operator: bool = False

    def roles_in(self, body_slug: str) -> frozenset[Role]:
        """Every role the actor has in this body, those that everybody has included."""
        held = {role for slug, role in self.roles if slug == body_slug} | {Role.PUBLIC}
        if self.person is not None:
            held.add(Role.PERSON)
        if self.is_operator:
            held.add(Role.OPERATOR)
        return frozenset(held)

    def has(self, body_slug: str, *roles: Role) -> bool:
        """Whether the actor holds at least one of these roles in the body."""
        return not self.roles_in(body_slug).isdisjoint(roles)


PUBLIC_ACTOR = Actor(handle="public", name="Somebody outside")


def system_actor(name: str) -> Actor:
    """The program itself, acting under a name of its own ("import", "reminder")."""
    return Actor(handle=f"system:{name}", name=name, is_operator=True)


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether something is allowed, with the reason in words. True in a condition if allowed."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed


def allow(reason: str = "") -> Decision:
    """A decision that says yes."""
    return Decision(allowed=True, reason=reason)


def deny(reason: str) -> Decision:
    """A decision that says no, and why."""
    return Decision(allowed=False, reason=reason)


def require(decision: Decision) -> None:
    """Refuse with code "not_allowed" and the decision's reason unless it is allowed."""
    if not decision.allowed:
        raise Refused("not_allowed", decision.reason)


def role_words(roles: Iterable[Role]) -> str:
    """The roles as a person says them: "the chair or the secretary"."""
    wanted = set(roles)
    words = [ROLE_WORDS[role] for role in Role if role in wanted]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def may_act_as(actor: Actor, body_slug: str, roles: Iterable[Role], act: str) -> Decision:
    """Whether the actor may do `act` ("close a vote"), which these roles and the operator may."""
    wanted = frozenset(roles)
    if actor.is_operator or actor.has(body_slug, *wanted):
        return allow()
    hint = "Ask one of them" if actor.person else "Sign in first"
    return deny(f"Only {role_words(wanted)} may {act}. {hint}; nothing has changed.")


def may_see(actor: Actor, body_slug: str, audience: Audience) -> Decision:
    """Whether the actor may read what a body keeps for this audience."""
    if audience is Audience.PUBLIC or actor.is_operator:
        return allow()
    roles = MEMBER_ROLES if audience is Audience.MEMBERS else OFFICER_ROLES
    if actor.has(body_slug, *roles):
        return allow()
    hint = "" if actor.person else " Sign in if you are one of them."
    return deny(f"This is for {AUDIENCE_WORDS[audience]} only.{hint}")
