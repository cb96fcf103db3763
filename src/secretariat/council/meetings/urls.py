"""Addresses of the calendar, of meetings and of their items. Items come last."""

from __future__ import annotations

from django.urls import path

from secretariat.council.meetings.views import (
    calendar,
    items,
    meeting,
    notices,
    prepare,
    proposals,
    room,
    room_notes,
    room_roll,
    sending,
)
from secretariat.foundation.records import converters  # noqa: F401 - registers them

app_name = "meetings"
HERE = "<body:body>/<meeting:meeting>"
ITEM = f"{HERE}/<item:item>"
NOTE = f"{ITEM}/notes/<int:sequence>"

urlpatterns = [
    path("<body:body>/calendar", calendar.page, name="calendar"),
    path("<body:body>/calendar/plan", calendar.plan, name="plan"),
    path("<body:body>/series/new", calendar.new_series, name="new_series"),
    path("<body:body>/series/<slug:series>", calendar.series_page, name="series"),
    path("<body:body>/series/<slug:series>/plan", calendar.plan_ahead, name="plan_ahead"),
    path("<body:body>/series/<slug:series>/<meeting:on>", calendar.plan_day, name="plan_day"),
    path("<body:body>/settings/notices", notices.page, name="notices_of_body"),
    path("<body:body>/settings/notices/new", notices.new, name="new_notice"),
    path("<body:body>/settings/notices/<slug:notice>", notices.edit, name="edit_notice"),
    path("<body:body>/settings/notices/<slug:notice>/end", notices.end, name="end_notice"),
    path(HERE, meeting.page, name="meeting"),
    path(f"{HERE}/edit", meeting.edit, name="edit"),
    path(f"{HERE}/move", meeting.move, name="move"),
    path(f"{HERE}/joint", meeting.joint, name="joint"),
    path(f"{HERE}/cancel", meeting.cancel, name="cancel"),
    path(f"{HERE}/cancel/undo", meeting.reinstate, name="reinstate"),
    path(f"{HERE}/edit/people", meeting.people, name="people"),
    path(f"{HERE}/edit/times", meeting.times, name="times"),
    path(f"{HERE}/prepare", prepare.page, name="prepare"),
    path(f"{HERE}/prepare/add", prepare.add, name="add_item"),
    path(f"{HERE}/prepare/accept", prepare.accept, name="accept"),
    path(f"{HERE}/prepare/decline", proposals.decline, name="decline_topic"),
    path(f"{HERE}/proposals", proposals.propose, name="propose_topic"),
    path(f"{HERE}/proposals/withdraw", proposals.withdraw, name="withdraw_topic"),
    path(f"{HERE}/prepare/order", prepare.order, name="order"),
    path(f"{HERE}/prepare/part", prepare.part, name="part"),
    path(f"{HERE}/prepare/remove", prepare.remove, name="remove_item"),
    path(f"{HERE}/prepare/publish", prepare.publish, name="publish"),
    path(f"{HERE}/prepare/withdraw", prepare.withdraw, name="withdraw"),
    path(f"{HERE}/send", sending.send, name="send"),
    path(f"{HERE}/answer", sending.answer, name="answer"),
    path(f"{HERE}/room", room.page, name="room"),
    path(f"{HERE}/room/call-to-order", room.call_to_order, name="call_to_order"),
    path(f"{HERE}/room/call-to-order/undo", room.undo_call, name="undo_call"),
    path(f"{HERE}/room/take-up", room.take_up, name="take_up"),
    path(f"{HERE}/room/settle", room.settle, name="settle"),
    path(f"{HERE}/room/put-off", room.put_off, name="put_off"),
    path(f"{HERE}/room/reopen", room.reopen, name="reopen"),
    path(f"{HERE}/room/notices", room.notices, name="notices"),
    path(f"{HERE}/room/adjourn", room.adjourn, name="adjourn"),
    path(f"{HERE}/room/resume", room.resume, name="resume"),
    path(f"{HERE}/room/roll/mark", room_roll.mark, name="mark"),
    path(f"{HERE}/room/roll/add", room_roll.add, name="add_person"),
    path(f"{HERE}/roll-call/add", room_roll.add_later, name="add_later"),
    path(f"{HERE}/room/roll/leave", room_roll.leave, name="leave"),
    path(f"{HERE}/room/roll/unmark", room_roll.unmark, name="unmark"),
    path(f"{HERE}/room/roll/proxy", room_roll.proxy, name="proxy"),
    path(f"{HERE}/room/people/<slug:person>", room_roll.line, name="line"),
    path(f"{HERE}/room/people/<slug:person>/stays", room_roll.stays, name="stays"),
    path(ITEM, items.page, name="item"),
    path(f"{ITEM}/edit", items.edit, name="edit_item"),
    path(f"{ITEM}/line", items.edit_line, name="edit_line"),
    path(f"{ITEM}/links", items.add_link, name="add_link"),
    path(f"{ITEM}/links/remove", items.remove_link, name="remove_link"),
    path(f"{ITEM}/files", items.add_file, name="add_file"),
    path(f"{ITEM}/files/<str:slug>", items.file, name="file"),
    path(f"{ITEM}/carry", items.carry, name="carry"),
    path(f"{ITEM}/withdraw", items.withdraw, name="withdraw_item"),
    path(f"{ITEM}/notes", room_notes.add, name="add_note"),
    path(NOTE, room_notes.edit, name="edit_note"),
    path(f"{NOTE}/<str:how>", room_notes.change, name="change_note"),
]
