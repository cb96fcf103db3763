"""A timeline in words: the resolution that adopts it."""

from __future__ import annotations

from secretariat.elections.snapshots import TimelineAt
from secretariat.rules.elections import STEP_WORDS, Step, weekday_words
from secretariat.rules.wording import joined


def adoption_text(body_name: str, timeline: TimelineAt) -> str:
    """The resolution that adopts the days of a timeline."""
    steps = joined(
        f"{STEP_WORDS[step][:1].lower()}{STEP_WORDS[step][1:]} on {weekday_words(day)}"
        for step, day in ((step, timeline.day(step)) for step in Step)
    )
    office = timeline.office_words.lower()
    return f"That the {body_name} elects its {office} of {timeline.year} by this timeline: {steps}."
