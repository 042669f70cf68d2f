"""Sentences for refusals in groups, and for the mail that groups send."""

from deliberate.groups.rules import Why
from deliberate.kernel.language import N_, N_n

REFUSALS = {
    Why.ONLY_FACILITATORS.value: N_("Only a facilitator of the group can do this. You can ask one of them."),
    Why.ONLY_MEMBERS.value: N_("Only those who belong to the group can do this."),
    Why.LAST_FACILITATOR.value: N_(
        "The group would have no facilitator left. Please make somebody else facilitator first."
    ),
    Why.CODE_TAKEN.value: N_("Another group has this code."),
    Why.BELONGS_ALREADY.value: N_("This person belongs to the group already."),
    Why.ONLY_FACILITATOR.value: N_(
        "You are the only facilitator of a group. Please make somebody else facilitator first."
    ),
    Why.HAS_LEFT.value: N_("This person no longer belongs to the group."),
    Why.HAS_ENDED.value: N_("This group has ended. It can still be read."),
    Why.NOT_OPEN.value: N_("Nobody joins this group without being admitted. Please look again at how to join."),
    Why.TAKES_NO_REQUESTS.value: N_("This group takes no requests. You can talk to one of its facilitators."),
    Why.ASKED_ALREADY.value: N_("You have asked already. A facilitator will answer you."),
    Why.REQUEST_SETTLED.value: N_("This request has been answered or taken back meanwhile."),
    Why.SAY_WHY.value: N_("Please say why in a sentence. The person will read it."),
    Why.LAST_DAY_PAST.value: N_("That day is over. Please choose a later one."),
    Why.LAST_DAY_TOO_FAR.value: N_("That day is more than ten years away. Please choose an earlier one."),
    Why.NEEDS_ACCOUNT.value: N_("A facilitator needs an account. Please invite this person by e-mail first."),
    Why.POLICY_CHANGED.value: N_("Somebody has changed these rules meanwhile. Please look at them again."),
    Why.POLICY_SAME.value: N_("These are the rules already. Please change something first."),
    Why.MEETING_NOT_HELD.value: N_("Please choose a meeting that this group has held."),
    Why.HAS_FACILITATOR.value: N_("This group has a facilitator, who can do this."),
    Why.NOT_IN_GROUP.value: N_("Only somebody who belongs to the group can be chosen here."),
    Why.TO_ITSELF.value: N_("Please choose another group."),
    Why.LINKED_ALREADY.value: N_("This person represents your group there already."),
    Why.LINK_ENDED.value: N_("This person no longer represents the group."),
    Why.MANDATE_CLOSED.value: N_("This assignment is closed."),
    Why.ENDS_BEFORE_IT_BEGINS.value: N_("The last day is before the first one. Please look at both again."),
    Why.NOBODY_TO_TAKE_IN.value: N_("There is nobody to take in. Please choose another file."),
}
SOMEBODY = N_("A member")
SAVED = N_("Saved.")
JOINED = N_("You belong to the group now.")
ASKED = N_("Your request is with the facilitators. You can read their answer here.")
TAKEN_BACK = N_("Your request is taken back.")
LEFT = N_("You no longer belong to the group. You can come back at any time.")
FOUNDED = N_("The group exists now, and you are its facilitator.")

REMINDER_SUBJECT = N_("%(group)s: a role ends on %(day)s")
REMINDER = N_(
    "Hello,\n\n%(person)s has had a role in the group “%(group)s”: %(role)s. It ends on %(day)s.\n\n"
    "On its page a facilitator can prolong it or give it to somebody else:\n\n%(page)s\n"
)
ROLES = {
    "facilitator": N_("Facilitator"),
    "scribe": N_("Minute-taker"),
    "member": N_("Member"),
    "observer": N_("Observer"),
}

# How a group decides, as questions and their answers: for each field of a policy what it asks, and the sentence for each of its values.
POLICY = {
    "decides": (
        N_("Who decides"),
        {
            "members": N_("Everybody who belongs to the group and is present. Observers speak, but do not decide."),
            "everyone_here": N_("Everybody who is present, guests too."),
        },
    ),
    "proposes": (
        N_("Who may bring a proposal"),
        {
            "facilitators": N_("The facilitators, for whoever asks them to."),
            "members": N_("Everybody who belongs to the group."),
            "everyone_here": N_("Everybody who takes part in a meeting, guests too."),
        },
    ),
    "quorum": (
        N_("How many people must be there"),
        {
            "none": N_("The group can decide however few people come."),
            "people": N_("At least %(quorum_number)s people must be present."),
            "share": N_("Of every 100 people who belong to the group, at least %(quorum_number)s must be present."),
        },
    ),
    "floor": (
        N_("How many must have answered"),
        {
            "half": N_("At least half of those present who decide. Silence is not taken for a yes."),
            "two_thirds": N_("At least two thirds of those present who decide. Silence is not taken for a yes."),
            "all": N_("All of those present who decide."),
        },
    ),
    "fallback_vote": (
        N_("If no agreement is found"),
        {
            "never": N_("The group goes on looking, tries something smaller, or leaves it. It does not vote."),
            "majority": N_(
                "After two tries and a turn for everyone, the group may vote: more than half of those present must say yes."
            ),
            "two_thirds": N_(
                "After two tries and a turn for everyone, the group may vote: two thirds of those present must say yes."
            ),
        },
    ),
    "plenary_form": (
        N_("In a very large meeting"),
        {
            "full": N_("Everybody is asked, as in a small one."),
            "delegates": N_("Each table talks first; then one person of each table answers for it."),
            "tacit": N_(
                "The text is read aloud. If nobody speaks up within %(tacit_seconds)s seconds it is decided; one person who "
                "does is enough, and everybody is asked. Never about rules, people, assignments, or more than %(money_limit)s €."
            ),
        },
    ),
    "silence_days": (
        N_("When the minutes are agreed"),
        {
            "0": N_("At the next meeting."),
            "some": N_("When nobody has asked for a correction within %(silence_days)s days."),
        },
    ),
    "review_months": (
        N_("When a decision is looked at again"),
        {
            "some": N_("After %(review_months)s months, if no other day was agreed."),
        },
    ),
    "sealing": (
        N_("Until when notes can be corrected"),
        {
            "at_once": N_("Until the point that they are about is finished."),
            "minutes_after": N_("Until %(sealing_minutes)s minutes after the point that they are about is finished."),
            "at_end": N_("Until the end of the meeting."),
        },
    ),
}
# Numbers that stand inside the sentence of another field: when one of them changes, that one has changed.
PART_OF = {
    "quorum_number": "quorum",
    "tacit_seconds": "plenary_form",
    "money_limit": "plenary_form",
    "sealing_minutes": "sealing",
}

ROSTER = {
    "too_big": N_("This file is too big. Please use one of at most 250 kilobytes: about 2,000 people."),
    "too_many_rows": N_("This list is too long. Please divide it into lists of at most 2,000 people."),
    "not_a_list": N_("This file is not a list that can be read. Please save it as CSV and choose it again."),
    "no_name": N_("There is no name."),
    "name_too_long": N_("The name is longer than 80 characters."),
    "formula": N_("The name begins like a formula of a spreadsheet. Please write it as a name."),
    "wrong_email": N_("This is not an e-mail address."),
    "wrong_role": N_("The role is not known. It can be: facilitator, minute-taker, member, observer."),
    "wrong_day": N_("The last day is more than ten years away, or not written like this: 2026-03-31."),
    "day_past": N_("The last day is over."),
    "twice": N_("This person stands further up in the list already."),
    "facilitator_without_email": N_("A facilitator needs an e-mail address."),
}
CHOOSE_FILE = N_("Please choose a file.")
TAKEN_IN = N_("The people of the list are taken in, and invitations are on their way.")
EXPORT_HEAD = (N_("Name"), N_("Role"), N_("Since"), N_("Until"))
CLOSED_ON = N_("Closed on %(day)s")
ENDS_ON = N_("Until %(day)s")
ENDS_TODAY = N_("Ends today")
ENDS_IN = N_n("Ends in %(n)s day", "Ends in %(n)s days")
OVERDUE = N_("Its time is over: this assignment is still to be closed or extended.")
