"""Sentences for refusals in meetings, and for what the record tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deliberate.kernel.language import N_
from deliberate.meetings.rules import Why

CODE_NOT_VALID = N_(
    "This code opens no meeting. Please compare it with the one on the wall; codes change, and end with the meeting."
)

REFUSALS = {
    "code_not_valid": CODE_NOT_VALID,
    Why.ONLY_FACILITATORS.value: N_("Only those who facilitate this meeting can do this. You can ask them."),
    Why.NEEDS_A_SEAT.value: N_("You have no place in this meeting yet. Please join with its code."),
    Why.ONLY_BY_JOINING.value: N_("This happens by joining with the code."),
    Why.NOT_CONVENED.value: N_("Nobody has been called to this meeting yet. Please call it first."),
    Why.ALREADY_CONVENED.value: N_("People have been called to this meeting already."),
    Why.ALREADY_OPEN.value: N_("The meeting has begun already."),
    Why.NOT_OPEN.value: N_("The meeting has not begun yet."),
    Why.IS_PAUSED.value: N_("The meeting is paused. Please go on with it first."),
    Why.NOT_PAUSED.value: N_("The meeting is not paused."),
    Why.IS_CLOSED.value: N_("The meeting is over; nothing in it can be changed any more."),
    Why.NOT_YET_CONVENED.value: N_("The meeting is still being prepared. You can come once people are called to it."),
    Why.NO_AGENDA.value: N_("The agenda is empty. Please put at least one point on it first."),
    Why.ITEM_HAS_BEGUN.value: N_("This point has been dealt with, so it stays on the agenda."),
    Why.ANOTHER_ITEM_IS_CURRENT.value: N_("Meanwhile somebody turned to another point. Please look again and choose."),
    Why.NOT_CURRENT.value: N_("This point is not the current one."),
    Why.HAS_PARTS.value: N_("This point has parts. Please choose one of them."),
    Why.IS_A_PART.value: N_("This point is a part of another one, and parts have no parts of their own."),
    Why.HEADING_HAS_BEGUN.value: N_("This point has been dealt with already, so nothing can become a part of it."),
    Why.TOO_MANY_ITEMS.value: N_("The agenda is full. Please remove something first."),
    Why.TOO_MANY_SUGGESTIONS.value: N_("Ten of your suggestions are waiting already. Please withdraw one first."),
    Why.ENOUGH_SUGGESTED.value: N_(
        "You have suggested very much today. Please go on tomorrow, or talk to who facilitates."
    ),
    Why.ANSWERED_ALREADY.value: N_("Somebody has answered this suggestion meanwhile."),
    Why.ONLY_ITS_AUTHOR.value: N_("Only whoever suggested this can change it."),
    Why.TOO_MANY_TEMPLATES.value: N_("The group keeps many agendas already. Please remove one first."),
    Why.MEETING_IS_FULL.value: N_("The meeting is full. Please tell the facilitator."),
    Why.NOT_HERE.value: N_("Please say first that you are here."),
    Why.NO_LONGER_ASKED.value: N_("This is no longer asked."),
    Why.OBJECTION_STANDS.value: N_(
        "There is an objection. Talk it over; its author can take it back, or you change the agenda and ask again."
    ),
    Why.WORDS_NEEDED.value: N_("Please say in a few words what your objection is."),
    Why.IN_BY_RIGHT.value: N_(
        "This person belongs to a group that meets. You can end the membership on the group’s page."
    ),
    Why.ACCESS_WITHDRAWN.value: N_("You are no longer let into this meeting. You can ask those who facilitate it."),
    Why.NOT_YOUR_GROUP.value: N_("You can call your own groups to a meeting; all groups are called by the assembly."),
    Why.NOT_A_MEMBER.value: N_("Only somebody from the groups that meet can be chosen here."),
    Why.HALL_IS_TAKEN.value: N_(
        "“%(title)s” has this hall from %(start)s to %(end)s. It is free from %(free)s on; or choose another hall."
    ),
    Why.HALL_IS_HELD.value: N_(
        "Another group keeps this hall from %(start)s to %(end)s. It is free from %(free)s on; or choose another hall."
    ),
    Why.TURNED_AWAY.value: N_("You were not let in this time. You can talk to those who facilitate the meeting."),
    Why.IS_INSIDE.value: N_("This person is inside already. Look for them in the list of people."),
    Why.SIGNS_IN_BY_LINK.value: N_("This person has an account. On the new phone they sign in with a link by e-mail."),
    Why.RETURN_CODE_USED_OR_OLD.value: N_(
        "This code was used already, or it is older than 15 minutes. Please ask the facilitator for a new one."
    ),
    Why.PHONE_IS_FULL.value: N_("Six people are on this phone already. One of them has to sign out here first."),
    Why.CHILD_WITHOUT_ACCOUNT.value: N_("A person under 14 has no account; the place stays as it is."),
    Why.GOT_BY_RETURN_CODE.value: N_(
        "This phone got the place by a code of the facilitator, so it cannot be joined to an account here."
    ),
    Why.IS_CALLED_OFF.value: N_("This meeting does not take place; nothing in it can be changed any more."),
    Why.IS_POSTPONED.value: N_("This meeting is postponed. It needs a new date first."),
    Why.IS_UNDER_WAY.value: N_("The meeting has begun. You can close it, or say that it was not held."),
    Why.DATE_HAS_PASSED.value: N_("This day and time have passed. Please choose a later one."),
    Why.NOT_ITS_TIME_YET.value: N_("It is not time for this meeting yet. You can cancel or postpone it."),
    Why.WAS_HELD.value: N_("Something was dealt with, so the meeting was held. Please close it instead."),
    Why.HERE_ALREADY.value: N_("You are here already."),
    Why.OUTSIDE_THE_MEETING.value: N_("The meeting is not on at that time. Please give a time before its end."),
    Why.ENDS_BEFORE_IT_BEGINS.value: N_("The end must be after the beginning. Please look at the two times."),
    Why.TOO_LONG_FOR_ONE.value: N_("That is longer than a day. Please look at the two times."),
    Why.NOT_OVER_YET.value: N_(
        "The end is still to come. Enter the meeting once it is over, or correct the two times."
    ),
    Why.NOBODY_WAS_THERE.value: N_("Please say who was there."),
    Why.ONLY_HELPERS.value: N_("Only those who facilitate or help in this meeting can do this. You can ask them."),
    Why.IS_NOT_HERE.value: N_("This person is not here now."),
    Why.HAS_A_DEVICE.value: N_("This person answers themselves, on their own device."),
    Why.ANSWERED_THEMSELVES.value: N_("This person has answered themselves, and that counts."),
    Why.OBJECTION_OF_ANOTHER.value: N_(
        "Nobody takes back the objection of somebody else. Talk it over, and ask everyone again."
    ),
}

STORY: Mapping[str, str] = {
    "meeting_planned": N_("A meeting was planned: “%(title)s”."),
    "meeting_described": N_("Title, time or place were changed."),
    "hall_given_back": N_("The hall was given back: %(hall_name)s."),
    "meeting_convened": N_("People were called to the meeting."),
    "draft_dropped": N_("The meeting was discarded before anybody was called to it."),
    "meeting_cancelled": N_("The meeting was cancelled: %(reason)s"),
    "meeting_postponed": N_("The meeting was postponed: %(reason)s"),
    "meeting_not_held": N_("The meeting was not held."),
    "meeting_opened": N_("The meeting began."),
    "meeting_paused": N_("The meeting was paused."),
    "meeting_resumed": N_("The meeting went on."),
    "meeting_closed": N_("The meeting ended."),
    "person_arrived": N_("%(person)s arrived."),
    "person_left": N_("%(person)s left."),
    "role_given": N_("%(person)s takes on: %(role)s."),
    "role_taken_back": N_("%(person)s is no longer: %(role)s."),
    "access_withdrawn": N_("A guest was signed out on their devices."),
    "door_set": N_("How people come in was changed."),
    "person_turned_away": N_("Somebody was not let in."),
    "return_code_made": N_("%(person)s was given a code for coming back on another phone."),
    "came_back": N_("%(person)s came back on another phone."),
    "seat_claimed": N_("%(person)s goes on with their account."),
    "code_renewed": N_("The code for joining was changed."),
    "item_added": N_("“%(title)s” was put on the agenda."),
    "item_changed": N_("“%(title)s” was changed on the agenda."),
    "item_moved": N_("“%(item)s” was moved on the agenda."),
    "item_removed": N_("“%(title)s” was taken off the agenda."),
    "item_started": N_("“%(item)s” began."),
    "item_finished": N_("“%(item)s” was finished."),
    "items_carried_over": N_("Kept for the next time: %(items)s."),
    "suggestion_kept": N_("“%(title)s” waits for the next time."),
    "item_suggested": N_("“%(title)s” was suggested for the agenda."),
    "suggestion_reworded": N_("The suggestion “%(title)s” was reworded."),
    "suggestion_withdrawn": N_("The suggestion “%(title)s” was taken back by its author."),
    "suggestion_taken": N_("The suggestion “%(title)s” was taken in."),
    "suggestion_released": N_("The suggestion “%(title)s” is waiting again."),
    "suggestion_declined": N_("The suggestion “%(title)s” was not taken in: %(words)s"),
    "agenda_filled": N_("Points of another agenda were added: %(count)s."),
    "template_saved": N_("The agenda was kept for other meetings: “%(name)s”."),
    "template_renamed": N_("The kept agenda is called “%(name)s” now."),
    "template_removed": N_("The kept agenda “%(name)s” was removed."),
    "agreement_asked": N_("Everyone was asked: any objection to this agenda?"),
    "objection_to_agreement": N_("An objection was raised: “%(words)s”"),
    "objection_to_agreement_withdrawn": N_("The objection was taken back by its author."),
    "answer_entered": N_("%(helper)s entered the answer of %(person)s."),
    "agreement_settled": N_("The agenda was agreed. People present: %(present)s."),
    "agreement_set_aside": N_("The question was set aside."),
    "meeting_held_on_paper": N_("The meeting was held on paper and entered afterwards."),
    "people_were_there": N_("People present: %(present)s."),
    "item_dealt_with": N_("“%(item)s” was dealt with."),
    "item_not_dealt_with": N_("“%(item)s” was not dealt with."),
    "item_noted": N_("“%(item)s”: %(words)s"),
    "objection_on_paper": N_("An objection was raised: “%(words)s”"),
    "agreed_on_paper": N_("The agenda was agreed. People present: %(present)s."),
    "not_agreed_on_paper": N_("The agenda was not agreed."),
    "group_called": N_("The group was called to a meeting."),
    "group_met": N_("The group met."),
    "undone": N_("The step before was undone."),
}

PAUSED_BECAUSE = N_("The meeting was paused: %(reason)s.")
DEALT_WITH_IN = N_("“%(item)s” was dealt with in %(minutes)s min.")
FORGOTTEN = N_("(words that were forgotten at their author’s wish)")
SOMEBODY = N_("A participant")
A_FACILITATOR = N_("A facilitator")

ROLES: Mapping[str, str] = {
    "facilitator": N_("facilitator"),
    "scribe": N_("minute-taker"),
    "timekeeper": N_("timekeeper"),
    "steward": N_("helper"),
    "interpreter": N_("interpreter"),
}

WAYS: Mapping[str, str] = {
    "in_the_room": N_("In the room"),
    "remote": N_("From elsewhere, on a screen"),
    "telephone": N_("By telephone"),
    "through_a_steward": N_("Through a helper"),
}

DONE = N_("Done.")
KEPT_AGENDA = N_("Our own: %(name)s")
READY_AGENDA = N_("Ready to use: %(name)s")
AGENDA_OF = N_("%(day)s: %(title)s")
LETTERS_ON = N_("You will get letters about these meetings.")
LETTERS_OFF = N_("You will get no more letters about these meetings.")
COUNTED = N_("Counted at %(time)s.")


def sentence_of(kind: str, facts: Mapping[str, Any]) -> str | None:
    """The sentence for an entry; None for a kind that this version does not know."""
    if kind == "meeting_paused" and facts.get("reason"):
        return PAUSED_BECAUSE
    if kind == "item_dealt_with" and facts.get("minutes"):
        return DEALT_WITH_IN
    return STORY.get(kind)
