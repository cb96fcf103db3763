"""The notices that many councils open their meetings with: what each is called and holds.

Nothing of them is shown until a council has written its own text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class StandingNotice:
    """A usual notice. `hint` says what belongs into it; `sentence` is what an address alone, which
    stands at {address}, becomes.
    """

    slug: str
    title: str
    hint: str
    sentence: str

    def text_of(self, given: str) -> str:
        """The text as meetings show it: what was written, or a sentence around an address."""
        text = given.strip()
        return self.sentence.format(address=text) if _ADDRESS.fullmatch(text) else text


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
        "code-of-conduct",
        "Code of conduct",
        "The address of the code, or its text, and whom to tell when it is broken.",
        "Whoever takes part keeps to the [code of conduct]({address}).",
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
