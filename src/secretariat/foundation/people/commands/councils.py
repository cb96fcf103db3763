"""A council of one's own, begun: its organization, its body, and a neutral first rule book."""

from __future__ import annotations

from datetime import date

from secretariat.foundation.people import policy
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries.choices import organization_called
from secretariat.foundation.records.commands import act
from secretariat.rules.rulebook_words import default_rule_book_text
from secretariat.rules.visibility import Actor, require

from .bodies import BodyFacts, create_body
from .organizations import found_organization
from .rule_books import add_rule_book

# Neutral rules hold from long ago, so that meetings entered later are judged by something.
_SINCE = date(2000, 1, 1)


def begin_council(
    actor: Actor, *, organization: str, slug: str, facts: BodyFacts, rules: str = ""
) -> Body:
    """Make a body of an organization, which is entered if nobody knows it yet, with a rule book.

    Without `rules` the book is the neutral one, which says so itself. Refuses what `create_body`
    and `add_rule_book` refuse.
    """
    slug = slug.strip().lower()
    with act(actor, "people.begin_council", slug, body_slug=slug) as this:
        require(policy.may_run_installation(actor, "set up a council"))
        host = organization_called(organization) or found_organization(actor, organization)
        body = create_body(actor, host, slug, facts)
        text = rules or default_rule_book_text(body.name, _SINCE)
        add_rule_book(actor, body, text, seen=0)
        this.says(f"{body.name} of {host.name} begins its record.")
        this.now_is(organization=host.name, body=body.name)
    return body
