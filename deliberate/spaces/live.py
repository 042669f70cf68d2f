"""The acts about spaces, and what each needs."""

from deliberate.kernel.acts import Command
from deliberate.kernel.feature import Door
from deliberate.kernel.forms import ActForm, Nothing
from deliberate.spaces import forms
from deliberate.spaces.commands import booking, halls, tending


def _door(form: type[ActForm], command: Command) -> Door:
    return Door("network", form, command)


ACTS = {
    "spaces.found_space": _door(forms.NewSpace, tending.found_space),
    "spaces.describe_space": _door(forms.DescribedSpace, tending.describe_space),
    "spaces.set_opening_hours": _door(forms.OpeningHours, tending.set_opening_hours),
    "spaces.close_space": _door(forms.Closing, tending.close_space),
    "spaces.reopen_space": _door(forms.OneSpace, tending.reopen_space),
    "spaces.add_hall": _door(forms.NewHall, halls.add_hall),
    "spaces.change_hall": _door(forms.ChangedHall, halls.change_hall),
    "spaces.move_hall": _door(forms.MovedHall, halls.move_hall),
    "spaces.remove_hall": _door(forms.OneHall, halls.remove_hall),
    "spaces.use_hall_again": _door(forms.OneHall, halls.use_hall_again),
    "spaces.show_place_anew": Door("meeting", Nothing, booking.show_place_anew),
}
