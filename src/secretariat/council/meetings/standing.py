"""The notices that many councils have: what each is called and holds.

Nothing of them is shown until a council has written its own text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class StandingNotice:
    """A usual notice. `hint` says what belongs into it; `sentence` is what an address alone, which
    stands at {address}, becomes. Meetings open with it unless it is not `is_at_opening`.
    """

    slug: str
    title: str
    hint: str
    sentence: str
    is_at_opening: bool = True

    def text_of(self, given: str) -> str:
        """The text as meetings show it: what was written, or a sentence around an address."""
        text = given.strip()
        return self.sentence.format(address=text) if _ADDRESS.fullmatch(text) else text


CODE_OF_CONDUCT = "code-of-conduct"
"""The notice that the page on conduct names as the code."""

STANDING = (
    StandingNotice(
        "values",
        "Values",
        "What your council stands for, in a few lines.",
        "We meet in the spirit of [our values]({address}).",
    ),
    StandingNotice(
        "antitrust",
        "Antitrust notice",
        "What competitors may not talk about here. Your counsel or foundation has the text.",
        "Whoever takes part keeps to the [antitrust policy]({address}).",
    ),
    StandingNotice(
        CODE_OF_CONDUCT,
        "Code of conduct",
        "The text of the code, or its address. It is kept to be read; meetings need not open with "
        "it.",
        "Whoever takes part keeps to the [code of conduct]({address}).",
        is_at_opening=False,
    ),
    StandingNotice(
        "recording",
        "Recording",
        "Whether the meeting is recorded, who can see the recording, and how to object.",
        "This meeting is recorded. Who can see it and how to object: [recordings]({address}).",
    ),
)


def standing_notice(slug: str) -> StandingNotice | None:
    """The usual notice of this name."""
    return next((each for each in STANDING if each.slug == slug), None)
