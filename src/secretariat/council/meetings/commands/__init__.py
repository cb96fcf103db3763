"""Every write of meetings: series, planning, agenda, course of a meeting, roll call, notes."""

from __future__ import annotations

from .afterwards import add_to_roll_call
from .carrying import accept_proposals, carry_item
from .check_in import (
    check_in,
    confirm_all,
    confirm_check_in,
    let_wait_again,
    take_check_in_back,
    take_confirmation_back,
    turn_away,
)
from .coming import hear_answer, say_coming, take_answer_back
from .course import call_to_order, publish_agenda, undo_call_to_order, withdraw_agenda
from .details import (
    MeetingEdit,
    edit_meeting,
    set_chair_of_the_day,
    set_secretary_of_the_day,
)
from .editing import ItemEdit, edit_item, set_options, set_presenters
from .ending import (
    adjourn,
    adjourn_without_minutes,
    correct_times,
    note_minutes_state,
    resume_meeting,
)
from .floor import (
    ask_to_speak,
    end_turn,
    give_floor,
    move_turn,
    speak_on,
    stand_again,
    take_floor_back,
    withdraw_turn,
)
from .follow_ups import (
    drop_follow_up,
    finish_follow_up,
    give_follow_up,
    reopen_follow_up,
)
from .guests import add_guest, give_proxy, take_proxy_back
from .items import NewItem, add_item, remove_item
from .joining import hold_jointly
from .materials import add_file, add_link, remove_link
from .notes import add_note, edit_note, indent_note, move_note, remove_note
from .notices import (
    NoticeText,
    adopt_notice,
    read_notices,
    retire_notice,
    undo_reading,
    withdraw_version,
)
from .order import make_part, move_item, order_items
from .parking import (
    move_to_next_meeting,
    park_and_go_on,
    park_item,
    pull_forward,
    put_order_back,
    take_back_from_next,
    unpark_item,
)
from .planning import (
    MeetingPlan,
    Planned,
    cancel_meeting,
    move_meeting,
    plan_meeting,
    reinstate_meeting,
)
from .presiding import hand_over_chair, take_chair_back  # the chair, while recused
from .proposals import NewTopic, decline_topic, propose_topic, withdraw_topic
from .roll_call import correct_line, correct_stays, mark_left, mark_present, unmark
from .roll_marks import (
    announce_leaving,
    introduce,
    take_introduction_back,
    take_leaving_back,
)
from .series import (
    SeriesPlan,
    create_series,
    edit_series,
    plan_ahead,
    plan_occurrence,
)
from .settling import (
    count_as_reached,
    defer_item,
    open_item,
    open_next_item,
    reopen_item,
    settle_and_go_on,
    settle_item,
    skip_item,
    tell_kind,
    withdraw_item,
)

__all__ = [
    "ItemEdit",
    "MeetingEdit",
    "MeetingPlan",
    "NewItem",
    "NewTopic",
    "NoticeText",
    "Planned",
    "SeriesPlan",
    "accept_proposals",
    "add_file",
    "add_guest",
    "add_item",
    "add_link",
    "add_note",
    "add_to_roll_call",
    "adjourn",
    "adjourn_without_minutes",
    "adopt_notice",
    "announce_leaving",
    "ask_to_speak",
    "call_to_order",
    "cancel_meeting",
    "carry_item",
    "check_in",
    "confirm_all",
    "confirm_check_in",
    "correct_line",
    "correct_stays",
    "correct_times",
    "count_as_reached",
    "create_series",
    "decline_topic",
    "defer_item",
    "drop_follow_up",
    "edit_item",
    "edit_meeting",
    "edit_note",
    "edit_series",
    "end_turn",
    "finish_follow_up",
    "give_floor",
    "give_follow_up",
    "give_proxy",
    "hand_over_chair",
    "hear_answer",
    "hold_jointly",
    "indent_note",
    "introduce",
    "let_wait_again",
    "make_part",
    "mark_left",
    "mark_present",
    "move_item",
    "move_meeting",
    "move_note",
    "move_to_next_meeting",
    "move_turn",
    "note_minutes_state",
    "open_item",
    "open_next_item",
    "order_items",
    "park_and_go_on",
    "park_item",
    "plan_ahead",
    "plan_meeting",
    "plan_occurrence",
    "propose_topic",
    "publish_agenda",
    "pull_forward",
    "put_order_back",
    "read_notices",
    "reinstate_meeting",
    "remove_item",
    "remove_link",
    "remove_note",
    "reopen_follow_up",
    "reopen_item",
    "resume_meeting",
    "retire_notice",
    "say_coming",
    "set_chair_of_the_day",
    "set_options",
    "set_presenters",
    "set_secretary_of_the_day",
    "settle_and_go_on",
    "settle_item",
    "skip_item",
    "speak_on",
    "stand_again",
    "take_answer_back",
    "take_back_from_next",
    "take_chair_back",
    "take_check_in_back",
    "take_confirmation_back",
    "take_floor_back",
    "take_introduction_back",
    "take_leaving_back",
    "take_proxy_back",
    "tell_kind",
    "turn_away",
    "undo_call_to_order",
    "undo_reading",
    "unmark",
    "unpark_item",
    "withdraw_agenda",
    "withdraw_item",
    "withdraw_topic",
    "withdraw_turn",
    "withdraw_version",
]
