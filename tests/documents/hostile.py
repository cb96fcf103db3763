"""Text that people or attackers type, and a deck and minutes with it in every place."""

from __future__ import annotations

from secretariat.rules import minutes as m
from secretariat.rules.agenda_document import AgendaDocument, AgendaEntry
from secretariat.rules.deck import (
    AgendaLine,
    AgendaSlide,
    Column,
    Cover,
    Deck,
    Look,
    ResolutionSlide,
    SectionSlide,
    TableSlide,
    TextSlide,
    cell,
)
from secretariat.rules.runs import Run, bullet, paragraph, plain

CODE = '#read("secret.txt") $x^2$ @ref <label> \\ #import "x"'
SCRIPT = "<script>alert('1')</script> & <b>bold</b> &amp; ]]> \"quoted\""
MARKDOWN = "*a* _b_ `c` [d](javascript:x) ![e](f) | g ~~h~~ # i"
RIGHT_TO_LEFT = "مجلس תקנון Совет"
EMOJI = "👩‍🚀 🇪🇺 1️⃣ ✅"
LONG_WORD = "Q" * 5000
SHORT = (CODE, SCRIPT, MARKDOWN, RIGHT_TO_LEFT, EMOJI)
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
)


def hostile_deck() -> Deck:
    """Every short text in every place of every kind of slide, and one word of 5,000 letters."""
    slides: list[object] = [Cover(title=CODE, subtitle=SCRIPT, date_words=MARKDOWN)]
    for text in SHORT:
        slides += [
            SectionSlide(title=text, subtitle=text, date_words=text, number="7"),
            TextSlide(
                title=text,
                number="3",
                notes=text,
                foot=text,
                stamp=text,
                paragraphs=(bullet(text), paragraph((Run(text, True, True),)), bullet(text, 2)),
            ),
            TableSlide(
                title="Table",
                lead=plain(text),
                columns=(Column(text), Column("B")),
                rows=((cell(text), cell("b")),),
            ),
            ResolutionSlide(title="Decide", text=plain(text), lead=(paragraph(text),), label=text),
            AgendaSlide(title="Agenda", lines=(AgendaLine(text, "1", text, 5),)),
        ]
    slides.append(TextSlide(title=LONG_WORD, paragraphs=(bullet(LONG_WORD),)))
    slides.append(
        TableSlide(
            title="Wide", columns=(Column("A"), Column("B")), rows=((cell(LONG_WORD), cell()),)
        )
    )
    return Deck(
        title=SCRIPT,
        body_name=CODE,
        organization_name=MARKDOWN,
        date_words=RIGHT_TO_LEFT,
        slides=tuple(slides),  # type: ignore[arg-type]
        look=Look(accent="red;}", accent2="#12", logo=LOGO, logo_alt=SCRIPT),
    )


def hostile_minutes() -> m.Minutes:
    """Every text in every block, and one word of 5,000 letters."""
    sections = tuple(
        m.Section(
            title=text,
            number="3",
            blocks=(
                m.Text(runs=plain(text)),
                m.Fact(kind="x", key="x", lines=(plain(text),)),
                m.Attendance(
                    key="a",
                    foot=text,
                    people=(m.Attendee(name=text, organization=text, notes=(text,)),),
                ),
                m.Actions(
                    key="b", lines=(m.ActionLine(owners=text, text=plain(text), state=text),)
                ),
                m.Table(key="t", caption=text, columns=(Column(text),), rows=((cell(text),),)),
            ),
        )
        for text in (*SHORT, LONG_WORD)
    )
    return m.Minutes(
        title=SCRIPT,
        body_name=CODE,
        organization_name=MARKDOWN,
        date_words=RIGHT_TO_LEFT,
        time_words=EMOJI,
        state=m.MinutesState.APPROVED,
        sections=sections,
        closing=(plain(CODE),),
        signature=m.Signature(words=SCRIPT, digest=CODE),
        errata=(m.Erratum(date_words=CODE, text=plain(SCRIPT)),),
    )


def hostile_agenda() -> AgendaDocument:
    entries = tuple(
        AgendaEntry(
            line=AgendaLine(text, "1", text, 5),
            paragraphs=(paragraph(text), bullet(text)),
        )
        for text in SHORT
    )
    return AgendaDocument(
        title=CODE,
        body_name=SCRIPT,
        organization_name=MARKDOWN,
        date_words="7 October",
        entries=entries,
        state_words=CODE,
        lead=(paragraph(SCRIPT),),
        foot=MARKDOWN,
    )
