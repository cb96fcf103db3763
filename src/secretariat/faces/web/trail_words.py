"""The words of the audit trail: a command as a deed, a value as a person reads it."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from secretariat.faces.web.ref_words import ref_words
from secretariat.rules.days import day_words
from secretariat.rules.times import instant_words

# Where the rule below would say it badly.
DEEDS = {
    "actions.narrow_action": "kept the action for fewer people",
    "actions.raise_action": "raised the action",
    "actions.report_action": "reported on the action",
    "decks.publish_deck": "published the deck",
    "events.add_session": "put a session into the programme",
    "events.answer_note": "answered a question",
    "events.cancel_event": "recorded that the event is cancelled",
    "events.drop_session": "recorded that a session is not held",
    "events.end_deadline": "said what came of a deadline",
    "events.follow_up_event": "said what came of the event",
    "events.note_follow_up": "noted what is to follow",
    "events.put_note_on_agenda": "put a note on an agenda",
    "events.raise_from_note": "made an action of a note",
    "events.revive_event": "recorded that the event is held after all",
    "events.say_who_goes": "recorded who goes",
    "events.set_deadline": "added a deadline",
    "events.take_in_event": "took sessions in from a calendar",
    "events.take_in_events": "took events in from a calendar",
    "events.take_up_event": "took the event up again",
    "meetings.accept_proposals": "took proposals into the agenda",
    "meetings.announce_leaving": "noted when somebody will leave",
    "meetings.check_in": "checked in",
    "meetings.confirm_all": "confirmed everybody who checked in",
    "meetings.confirm_check_in": "confirmed a check-in",
    "meetings.hear_answer": "kept whether somebody comes",
    "meetings.introduce": "noted that somebody was introduced",
    "meetings.let_wait_again": "let a check-in wait again",
    "meetings.say_coming": "said whether they come",
    "meetings.take_answer_back": "took an answer back",
    "meetings.take_check_in_back": "took a check-in back",
    "meetings.take_confirmation_back": "took a confirmed check-in back",
    "meetings.take_introduction_back": "noted that somebody is still to be introduced",
    "meetings.take_leaving_back": "noted that somebody stays",
    "meetings.turn_away": "turned a check-in away",
    "meetings.add_to_roll_call": "added somebody to the roll call",
    "meetings.adjourn": "adjourned the meeting",
    "meetings.ask_to_speak": "asked for the floor",
    "meetings.call_to_order": "called the meeting to order",
    "meetings.carry_item": "carried an item over",
    "meetings.correct_line": "corrected a line of the roll call",
    "meetings.correct_stays": "corrected who was present when",
    "meetings.correct_times": "corrected the times of the meeting",
    "meetings.count_as_reached": "counted the item as dealt with",
    "meetings.give_floor": "gave the floor",
    "meetings.make_part": "made an item part of another",
    "meetings.mark_left": "noted that somebody left",
    "meetings.mark_present": "marked somebody present",
    "meetings.drop_follow_up": "dropped something to do",
    "meetings.finish_follow_up": "did what followed from the meeting",
    "meetings.give_follow_up": "said whose it is",
    "meetings.reopen_follow_up": "put something on the to-do list again",
    "meetings.move_to_next_meeting": "moved the item to the next meeting",
    "meetings.note_minutes_state": "took the minutes a step further",
    "meetings.park_and_go_on": "parked the item and went on",
    "meetings.plan_ahead": "planned the coming meetings",
    "meetings.plan_occurrence": "planned a meeting of the series",
    "meetings.pull_forward": "pulled items forward",
    "meetings.put_order_back": "put the order of the items back",
    "meetings.settle_and_go_on": "settled the item and went on",
    "meetings.speak_on": "let the speaker go on",
    "meetings.stand_again": "stood in the queue of speakers again",
    "meetings.take_back_from_next": "took the item back from the next meeting",
    "meetings.take_floor_back": "took the floor back",
    "meetings.tell_kind": "let the outcome take effect",
    "meetings.unmark": "took somebody out of the roll call",
    "meetings.unpark_item": "put the parked item back",
    "minutes.approve": "approved the minutes",
    "minutes.draft": "drafted the minutes",
    "minutes.move_approval": "put minutes to approval",
    "minutes.propose_in_words": "proposed a correction in words",
    "minutes.propose_missing": "proposed what is missing in the minutes",
    "minutes.propose_presence": "proposed who was there too",
    "minutes.recall": "took the minutes back for more work",
    "minutes.release": "released the minutes",
    "minutes.take_draft_back": "took the draft of the minutes back, as the meeting went on",
    "motions.cast_remaining": "recorded the remaining votes",
    "motions.move_motion": "recorded the motion",
    "motions.take_back_vote": "took a vote back",
    "motions.vote_again": "changed the vote of a seat",
    "outbox.address_works_again": "said that an address works again",
    "outbox.answer": "answered a letter",
    "outbox.do_not_send": "kept a mail back",
    "outbox.read": "read a letter",
    "outbox.send": "sent a letter",
    "outbox.send_now": "sent a mail at once",
    "papers.ask_for_review": "asked for reviews",
    "papers.freeze_version": "froze the version",
    "papers.move_adoption": "moved the adoption",
    "papers.quote": "quoted somebody outside",
    "papers.remark_on_paper": "remarked on the paper",
    "papers.send_back_version": "sent the version back to the draft",
    "papers.take_vote": "let the vote take effect",
    "people.begin_alternate": "named an alternate",
    "people.begin_representative": "named a representative",
    "people.change_company": "recorded a change of company",
    "people.choose_zone": "chose a time zone",
    "people.keep_seat": "said which seat goes on",
    "people.leave_body": "recorded that an organization left",
    "people.leave_seat": "recorded that an organization left a seat",
    "people.mark_seat_active": "marked a seat active",
    "people.mark_seat_inactive": "marked a seat inactive",
    "people.pass_on_seat": "passed a seat on",
    "people.share_seat": "let a seat be shared",
    "projects.correct_claim": "corrected a milestone",
    "projects.describe_standing": "worded it anew",
    "projects.end_standing": "ended it",
    "projects.order_benefits": "put the benefits into another order",
    "projects.order_expectations": "put the expectations into another order",
    "projects.print_liaison_as": "changed how a liaison is printed",
    "projects.record_claim": "recorded a milestone",
    "projects.resume_standing": "let it hold again",
    "referrals.answer": "answered the referral",
    "referrals.note_answer": "took note of the answer",
    "referrals.refer": "referred a question to another body",
    "referrals.take_up": "took the referral up",
    "referrals.withdraw": "withdrew the referral",
    "relations.drop_owed": "gave up what was owed",
    "relations.finish_owed": "settled what was owed",
    "relations.hear_board": "heard the answer of the board",
    "relations.move_sending": "moved the approval",
    "relations.note_on_consultation": "said a word on the consultation",
    "relations.owe": "wrote down what is owed",
    "relations.put_into_review": "put the draft into review",
    "relations.send_back": "sent it back to the draft",
    "relations.take_vote": "let the vote take effect",
    "reports.add_focus_area": "added an area of focus",
    "reports.add_focus_year": "began a year of focus",
    "reports.describe_focus_year": "described the year of focus anew",
    "reports.describe_report": "described the report anew",
    "reports.draft_report": "drafted the report",
    "reports.end_focus_area": "ended the area of focus",
    "reports.leave_out_chapter": "left a chapter out",
    "reports.note_answer": "noted what was answered",
    "reports.order_chapters": "put the chapters into another order",
    "reports.order_focus_areas": "put the areas of focus into another order",
    "reports.raise_from_answer": "made an action of an answer",
    "reports.resume_focus_area": "took the area of focus up again",
    "reports.resume_report": "took the report up again",
    "reports.reword_focus_area": "worded the area of focus anew",
    "reports.settle_answer": "said what came of an answer",
    "reports.take_in_chapter": "took a chapter in again",
    "reports.word_chapter": "worded a chapter",
    "talks.accept": "accepted the suggested talk",
    "talks.add": "added the talk",
    "talks.add_past": "added the past talk",
    "talks.answer": "answered the invitation to speak",
    "talks.appoint_coordinator": "said who asks the speaker",
    "talks.approve": "gave a seat's approval",
    "talks.claim_webinar": "noted what came of the talk",
    "talks.close_round": "closed the choice of webinars",
    "talks.continue": "noted that the talk goes on another day",
    "talks.decide_webinar": "decided on the talk as a webinar",
    "talks.drop_round": "dropped the choice of webinars",
    "talks.edit": "changed the talk",
    "talks.fail_slot": "noted that the talk was not given",
    "talks.file_material": "filed something with the talk",
    "talks.give": "noted that the talk was given",
    "talks.invite": "invited the speaker",
    "talks.move": "took the talk a step further",
    "talks.move_slot": "moved the talk",
    "talks.note_given": "noted that the talk was given",
    "talks.open_round": "opened a choice of webinars",
    "talks.plan_slot": "planned the talk",
    "talks.put_off": "put the talk off",
    "talks.recommend": "recommended the talk as a webinar",
    "talks.remind": "reminded somebody about the talk",
    "talks.set_guidelines": "adopted guidelines for talks",
    "talks.stand_in": "let a talk stand in",
    "talks.suggest": "suggested a talk",
    "talks.waive_slides": "noted that no slides will be filed",
    "updates.ask": "asked for an update",
    "updates.excuse": "excused an update",
    "updates.keep_draft": "kept a draft of the update",
    "updates.owe": "said that a body owes updates",
    "updates.owe_no_more": "said that a body owes updates no more",
    "updates.remind": "reminded somebody of an update",
    "updates.send_update": "sent the update",
    "updates.take_back_excuse": "let the update be owed again",
    "updates.take_down": "took an update down for somebody",
}  # fmt: skip
IRREGULAR = {
    "begin": "began", "cast": "cast", "choose": "chose", "give": "gave", "hold": "held",
    "let": "let", "make": "made", "put": "put", "read": "read", "send": "sent", "set": "set",
    "stop": "stopped", "take": "took", "tell": "told", "undo": "undid", "withdraw": "withdrew",
    "put_off": "put off", "plan": "planned", "drop": "dropped", "split": "split",
}  # fmt: skip
LABELS = {"from_on": "from", "to_on": "until", "last_on": "last day", "rank": "place"}
# Values that are the program's own.
INTERNAL = frozenset({"digest", "frozen", "head", "options", "revision", "salt", "seen"})
_MARKS = re.compile(r"^(is|has)_|_(on|at|ref|refs)$")
_REF = re.compile(r"[a-z][a-z0-9-]*/(?:\d{4}-\d\d-\d\d(?:-\d+)?(?:/[\w-]+)*|[AM]-[\d-]+)")
_WORDS = re.compile(r"[a-z]+(_[a-z]+)+")
LONGEST = 400


def deed(command: str) -> str:
    """A command as a deed: "meetings.move_meeting" is "moved the meeting"."""
    if command in DEEDS:
        return DEEDS[command]
    verb, _, rest = command.rpartition(".")[2].partition("_")
    thing = rest.replace("_", " ")
    return f"{past(verb)} the {thing}" if thing else past(verb)


def past(verb: str) -> str:
    """The past of a verb."""
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    is_consonant_y = verb.endswith("y") and verb[-2:-1] not in "aeiou"
    return f"{verb[:-1]}ied" if is_consonant_y else f"{verb}ed"


def label(key: str) -> str:
    """The name of a value: "called_at" is "called"."""
    return (LABELS.get(key) or _MARKS.sub("", key).replace("_", " ")).capitalize()


def value_words(value: Any, zone: str) -> str:
    """A value as a person reads it: "7 Oct 2021, 07:05", "yes", "Ada, Bram"; "" for none."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        pairs = ((label(key), value_words(each, zone)) for key, each in value.items())
        return "; ".join(f"{name}: {words}" for name, words in pairs if words)
    if isinstance(value, list):
        return ", ".join(filter(None, (value_words(each, zone) for each in value)))
    return "" if value is None else _text_words(str(value), zone)


def _text_words(text: str, zone: str) -> str:
    if _WORDS.fullmatch(text):
        return text.replace("_", " ")
    if _REF.fullmatch(text):
        return ref_words(text)
    when = _instant_words(text, zone)
    return when or (text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …")


def _instant_words(text: str, zone: str) -> str:
    if not re.match(r"\d{4}-\d\d-\d\d(?:$|[ T]\d\d:)", text):
        return ""
    try:
        if len(text) == 10:
            return day_words(date.fromisoformat(text))
        at = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return instant_words(at, zone)
