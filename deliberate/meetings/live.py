"""The acts in meetings, and what each needs."""

from deliberate.kernel.acts import Command
from deliberate.kernel.feature import Door
from deliberate.kernel.forms import ActForm, Nothing
from deliberate.meetings import forms
from deliberate.meetings.commands import agreeing, attending, placing, preparing, walking


def _door(form: type[ActForm], command: Command) -> Door:
    return Door("meeting", form, command)


ACTS = {
    "meetings.draft_meeting": Door("group", forms.Draft, preparing.draft_meeting),
    "meetings.describe_meeting": _door(forms.Description, preparing.describe_meeting),
    "meetings.add_item": _door(forms.NewItem, preparing.add_item),
    "meetings.change_item": _door(forms.ChangedItem, preparing.change_item),
    "meetings.move_item": _door(forms.MovedItem, preparing.move_item),
    "meetings.remove_item": _door(forms.OneItem, preparing.remove_item),
    "meetings.convene": _door(Nothing, preparing.convene),
    "meetings.renew_code": _door(Nothing, preparing.renew_code),
    "meetings.sign_guest_out": _door(forms.OneSignIn, attending.sign_guest_out),
    "meetings.show_person_anew": _door(forms.OnePerson, attending.show_person_anew),
    "meetings.settle_hall": _door(Nothing, placing.settle_hall),
    "meetings.note_call": Door("group", forms.OneMeeting, preparing.note_call),
    "meetings.note_held": Door("group", forms.OneMeeting, walking.note_held),
    "meetings.admit_guest": _door(forms.Guest, attending.admit_guest),
    "meetings.admit_member_of_network": _door(forms.MemberOfNetwork, attending.admit_member_of_network),
    "meetings.arrive": _door(forms.Coming, attending.arrive),
    "meetings.leave": _door(Nothing, attending.leave),
    "meetings.seat_person": _door(forms.SomeoneHere, attending.seat_person),
    "meetings.mark_arrival": _door(forms.Arrival, attending.mark_arrival),
    "meetings.mark_departure": _door(forms.OneSeat, attending.mark_departure),
    "meetings.give_role": _door(forms.RoleOfSeat, attending.give_role),
    "meetings.take_back_role": _door(forms.RoleOfSeat, attending.take_back_role),
    "meetings.withdraw_access": _door(forms.OneSeat, attending.withdraw_access),
    "meetings.ask_agreement": _door(Nothing, agreeing.ask_agreement),
    "meetings.answer_agreement": _door(forms.Answer, agreeing.answer_agreement),
    "meetings.settle_agreement": _door(forms.OneAgreement, agreeing.settle_agreement),
    "meetings.open": _door(Nothing, walking.open),
    "meetings.start_item": _door(forms.StartedItem, walking.start_item),
    "meetings.finish_item": _door(forms.OneItem, walking.finish_item),
    "meetings.pause": _door(forms.Pause, walking.pause),
    "meetings.resume": _door(Nothing, walking.resume),
    "meetings.close": _door(Nothing, walking.close),
}
