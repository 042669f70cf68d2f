"""The acts in meetings, and what each needs. Personal ones may wait on a device that is offline."""

from deliberate.kernel.acts import Command
from deliberate.kernel.feature import Door
from deliberate.kernel.forms import ActForm
from deliberate.meetings import commands, forms


def _door(form: type[ActForm], command: Command, *, personal: bool = False) -> Door:
    return Door("meeting", form, command, personal)


ACTS = {
    "meetings.draft_meeting": Door("group", forms.Draft, commands.draft_meeting),
    "meetings.describe_meeting": _door(forms.Description, commands.describe_meeting),
    "meetings.add_item": _door(forms.NewItem, commands.add_item),
    "meetings.change_item": _door(forms.ChangedItem, commands.change_item),
    "meetings.move_item": _door(forms.MovedItem, commands.move_item),
    "meetings.remove_item": _door(forms.OneItem, commands.remove_item),
    "meetings.convene": _door(forms.Nothing, commands.convene),
    "meetings.renew_code": _door(forms.Nothing, commands.renew_code),
    "meetings.note_call": Door("group", forms.OneMeeting, commands.note_call),
    "meetings.note_held": Door("group", forms.OneMeeting, commands.note_held),
    "meetings.admit_guest": _door(forms.Guest, commands.admit_guest),
    "meetings.admit_member_of_network": _door(forms.MemberOfNetwork, commands.admit_member_of_network),
    "meetings.arrive": _door(forms.Coming, commands.arrive, personal=True),
    "meetings.leave": _door(forms.Nothing, commands.leave, personal=True),
    "meetings.seat_person": _door(forms.SomeoneHere, commands.seat_person),
    "meetings.mark_arrival": _door(forms.Arrival, commands.mark_arrival),
    "meetings.mark_departure": _door(forms.OneSeat, commands.mark_departure),
    "meetings.give_role": _door(forms.RoleOfSeat, commands.give_role),
    "meetings.take_back_role": _door(forms.RoleOfSeat, commands.take_back_role),
    "meetings.withdraw_access": _door(forms.OneSeat, commands.withdraw_access),
    "meetings.ask_agreement": _door(forms.Nothing, commands.ask_agreement),
    "meetings.answer_agreement": _door(forms.Answer, commands.answer_agreement, personal=True),
    "meetings.settle_agreement": _door(forms.OneAgreement, commands.settle_agreement),
    "meetings.open": _door(forms.Nothing, commands.open),
    "meetings.start_item": _door(forms.StartedItem, commands.start_item),
    "meetings.finish_item": _door(forms.OneItem, commands.finish_item),
    "meetings.pause": _door(forms.Pause, commands.pause),
    "meetings.resume": _door(forms.Nothing, commands.resume),
    "meetings.close": _door(forms.Nothing, commands.close),
}
