"""The two letters that stand for whoever may speak for a seat of a meeting."""

from __future__ import annotations

from secretariat.rules.initials import two_letters
from secretariat.rules.meetings import MeetingSnapshot


def codes_in(meeting: MeetingSnapshot) -> dict[str, str]:
    """Two letters by handle: of every representative, then every alternate, then every proxy, of
    all bodies that meet. Who comes or goes changes none of them. No query.
    """
    return meeting.once("two letters", lambda: _codes(meeting))


def _codes(meeting: MeetingSnapshot) -> dict[str, str]:
    seats = [seat for party in meeting.parties for seat in party.roster.seats]
    first = [seat.representative for seat in seats if seat.representative]
    then = [person for seat in seats for person in seat.alternates]
    from_elsewhere = [each.person for party in meeting.parties for each in party.proxies]
    return two_letters({each.handle: each.name for each in (*first, *then, *from_elsewhere)})
