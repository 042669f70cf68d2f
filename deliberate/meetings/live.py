"""The acts in meetings, and what each needs."""

from deliberate.kernel.acts import Command
from deliberate.kernel.feature import Door
from deliberate.kernel.forms import ActForm, Nothing
from deliberate.meetings import forms
from deliberate.meetings.commands import (
    agreeing,
    attending,
    carrying,
    claiming,
    door,
    preparing,
    reusing,
    suggesting,
    walking,
)


def _door(form: type[ActForm], command: Command) -> Door:
    return Door("meeting", form, command)


ACTS = {
    "meetings.draft_meeting": Door("group", forms.Draft, preparing.draft_meeting),
    "meetings.describe_meeting": _door(forms.Description, preparing.describe_meeting),
    "meetings.add_item": _door(forms.AddedItem, preparing.add_item),
    "meetings.change_item": _door(forms.ChangedItem, preparing.change_item),
    "meetings.move_item": _door(forms.MovedItem, preparing.move_item),
    "meetings.remove_item": _door(forms.OneItem, preparing.remove_item),
    "meetings.fill_agenda": _door(forms.Source, reusing.fill_agenda),
    "meetings.save_template": Door("group", forms.NewTemplate, reusing.save_template),
    "meetings.rename_template": Door("group", forms.RenamedTemplate, reusing.rename_template),
    "meetings.remove_template": Door("group", forms.OneTemplate, reusing.remove_template),
    "meetings.suggest_item": _door(forms.Suggested, suggesting.suggest_item),
    "meetings.reword_suggestion": _door(forms.Reworded, suggesting.reword_suggestion),
    "meetings.withdraw_suggestion": _door(forms.OneSuggestion, suggesting.withdraw_suggestion),
    "meetings.decline_suggestion": _door(forms.DeclinedSuggestion, suggesting.decline_suggestion),
    "meetings.take_suggestion": _door(forms.TakenSuggestion, suggesting.take_suggestion),
    "meetings.suggest_for_next_time": Door("group", forms.Suggested, suggesting.suggest_for_next_time),
    "meetings.reword_for_next_time": Door("group", forms.Reworded, suggesting.reword_for_next_time),
    "meetings.withdraw_for_next_time": Door("group", forms.OneSuggestion, suggesting.withdraw_for_next_time),
    "meetings.decline_for_next_time": Door("group", forms.DeclinedSuggestion, suggesting.decline_for_next_time),
    "meetings.note_taken": Door("group", forms.AnsweredItem, suggesting.note_taken),
    "meetings.note_released": Door("group", forms.AnsweredItem, suggesting.note_released),
    "meetings.show_suggester_anew": Door("group", forms.OnePerson, suggesting.show_suggester_anew),
    "meetings.convene": _door(Nothing, preparing.convene),
    "meetings.renew_code": _door(Nothing, preparing.renew_code),
    "meetings.sign_guest_out": _door(forms.OneSignIn, attending.sign_guest_out),
    "meetings.forget_person": _door(forms.OnePerson, attending.forget_person),
    "meetings.show_person_anew": _door(forms.OnePerson, attending.show_person_anew),
    "meetings.note_call": Door("group", forms.OneMeeting, preparing.note_call),
    "meetings.note_held": Door("group", forms.OneMeeting, walking.note_held),
    "meetings.keep_for_next_time": Door("group", forms.KeptItems, carrying.keep_for_next_time),
    "meetings.admit_guest": _door(forms.Guest, door.admit_guest),
    "meetings.admit_companion": _door(forms.Companion, door.admit_companion),
    "meetings.admit_member_of_network": _door(forms.MemberOfNetwork, door.admit_member_of_network),
    "meetings.set_door": _door(forms.HowPeopleComeIn, door.set_door),
    "meetings.let_in": _door(forms.LettingIn, door.let_in),
    "meetings.turn_away": _door(forms.TurningAway, door.turn_away),
    "meetings.make_return_code": _door(forms.WayBack, door.make_return_code),
    "meetings.come_back": _door(forms.ComingBack, door.come_back),
    "meetings.claim_seat": _door(forms.BothProofs, claiming.claim_seat),
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
    "meetings.close": _door(forms.Closing, walking.close),
}
