"""The steps of a version: draft, frozen, adopted, published, withdrawn. One command each."""

from __future__ import annotations

from datetime import date

from secretariat.council.motions.models import Motion
from secretariat.council.motions.policy import may_decide
from secretariat.council.papers import policy
from secretariat.council.papers.commands.frame import take_step, version_act
from secretariat.council.papers.models import Paper, PaperVersion
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import Act, locked, seal
from secretariat.rules.errors import Refused
from secretariat.rules.papers import IN_FORCE, PaperState, state_after_vote
from secretariat.rules.visibility import Actor, Decision


def start_draft(actor: Actor, version: PaperVersion) -> PaperVersion:
    """Say that somebody writes down an idea. Refuses ("wrong_state", "not_allowed")."""
    with version_act(actor, "start_draft", version, policy.may_edit) as (this, row):
        take_step(this, row, PaperState.DRAFT, words="Somebody writes it down")
        row.save()
    return row


def send_back_version(actor: Actor, version: PaperVersion, *, reason: str) -> PaperVersion:
    """Take a version back to the draft, out of review, freeze or withdrawal.

    Refuses ("reason_missing", "wrong_state", "not_allowed").
    """
    with version_act(actor, "send_back_version", version, policy.may_edit) as (this, row):
        take_step(this, row, PaperState.DRAFT, words=reason)
        row.save()
    return row


def freeze_version(actor: Actor, version: PaperVersion) -> PaperVersion:
    """Fix the words of a reviewed version for the vote; it is proposed for the next agenda.

    Refuses ("wrong_state", "no_words", "not_allowed").
    """
    with version_act(actor, "freeze_version", version, policy.may_edit) as (this, row):
        _must_have_words(row)
        take_step(this, row, PaperState.FROZEN)
        row.save()
    return row


def adopt_version(
    actor: Actor, version: PaperVersion, *, ref: str, on: date | None = None, words: str = ""
) -> PaperVersion:
    """Record that the body adopted a version, by the decision of this reference, and seal its
    words.

    Refuses ("wrong_state", "not_allowed").
    """
    with version_act(actor, "adopt_version", version, _may_keep) as (this, row):
        take_step(this, row, PaperState.ADOPTED, words=words, ref=ref, on=on)
        row.adopted_ref = ref
        row.save()
        _seal(row)
    return row


def take_vote(actor: Actor, version: PaperVersion, motion: Motion) -> PaperVersion:
    """Let the result of a motion about a version take effect: carried adopts it and seals its
    words, lost sends it back to the draft. Whoever may record the result may.

    A motion that decided nothing, or another version, changes nothing.
    """

    def may(who: Actor, _paper: Paper) -> Decision:
        return may_decide(who, motion)

    after = state_after_vote(PaperState(version.state), motion.state)
    is_other = after is PaperState.DRAFT and version.adopted_ref not in ("", motion.ref)
    if after.value == version.state or is_other:
        return version
    with version_act(actor, "take_vote", version, may) as (this, row):
        on = day_in(row.paper.body, motion.closed_at or this.at)
        take_step(this, row, after, words=motion.explanation, ref=motion.ref, on=on)
        row.adopted_ref = motion.ref if after is PaperState.ADOPTED else ""
        row.save()
        if after is PaperState.ADOPTED:
            _seal(row)
    return row


def publish_version(
    actor: Actor,
    version: PaperVersion,
    *,
    url: str = "",
    on: date | None = None,
    reason: str = "",
) -> PaperVersion:
    """Record that a version was published, with where; what was in force before is superseded.

    Without a vote it needs a reason. Refuses ("wrong_state", "reason_missing", "no_words",
    "in_future", "not_allowed").
    """
    with version_act(actor, "publish_version", version, _may_keep) as (this, row):
        was_adopted = row.state == PaperState.ADOPTED.value
        row.published_url = url
        _must_have_words(row)
        take_step(this, row, PaperState.PUBLISHED, words=reason, on=on)
        row.published_on = row.since_on
        row.save()
        if not was_adopted:
            _seal(row)
        _supersede_earlier(this, row)
        this.now_is(published_on=row.published_on, url=url)
    return row


def withdraw_version(actor: Actor, version: PaperVersion, *, reason: str) -> PaperVersion:
    """Give a version up, or take it out of force.

    Refuses ("reason_missing", "wrong_state", "not_allowed").
    """
    with version_act(actor, "withdraw_version", version, _may_keep) as (this, row):
        take_step(this, row, PaperState.WITHDRAWN, words=reason)
        row.save()
    return row


def _may_keep(actor: Actor, paper: Paper) -> Decision:
    return policy.may_keep_papers(actor, paper.body, "record what became of a paper")


def _must_have_words(row: PaperVersion) -> None:
    if not (row.text or row.url or row.published_url or row.paper.document_url):
        raise Refused(
            "no_words",
            f"Version {row.label} has neither a text nor an address where it stands. Nothing has "
            "changed. Write the text, or say where it is.",
            {"field": "url"},
        )


def _supersede_earlier(this: Act, row: PaperVersion) -> None:
    in_force = [state.value for state in IN_FORCE]
    for earlier in row.paper.versions.filter(number__lt=row.number, state__in=in_force):
        earlier.paper = row.paper
        before, summary = dict(this.before), this.summary
        words = f"Version {row.label} takes its place"
        take_step(this, earlier, PaperState.SUPERSEDED, words=words, ref=row.ref, on=row.since_on)
        earlier.save()
        this.before, this.summary = before, summary
        this.now_is(state="published", supersedes=earlier.ref)


def _seal(row: PaperVersion) -> None:
    locked(Body.objects.get(pk=row.paper.body_id))
    seal(row.paper.body.slug, row.ref, {"title": row.paper.title, "text": row.text, "url": row.url})
