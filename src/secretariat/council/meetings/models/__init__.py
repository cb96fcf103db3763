"""Meeting series, meetings, agenda items with their notes, attendance and standing notices."""

from __future__ import annotations

from .attendance import Attendance, NoticeReading, Presence, Proxy
from .floor import ItemStay, Turn
from .items import AgendaItem, ItemLink, Note
from .meetings import Meeting, MeetingMove, MeetingRedirect, Notice, Series
from .presiding import Presiding
from .proposals import TopicProposal

__all__ = [
    "AgendaItem",
    "Attendance",
    "ItemLink",
    "ItemStay",
    "Meeting",
    "MeetingMove",
    "MeetingRedirect",
    "Note",
    "Notice",
    "NoticeReading",
    "Presence",
    "Presiding",
    "Proxy",
    "Series",
    "TopicProposal",
    "Turn",
]
