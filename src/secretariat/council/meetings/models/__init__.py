"""Meeting series, meetings, agenda items with their notes, attendance and standing notices."""

from __future__ import annotations

from .attendance import Attendance, NoticeReading, Presence, Proxy
from .coming import CheckIn, Coming
from .floor import ItemStay, Turn
from .follow_ups import FollowUp
from .items import AgendaItem, ItemLink, Note
from .meetings import Meeting, MeetingMove, MeetingRedirect, Notice, Series
from .presiding import Presiding
from .proposals import TopicProposal

__all__ = [
    "AgendaItem",
    "Attendance",
    "CheckIn",
    "Coming",
    "FollowUp",
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
