"""The acts about people, and what each needs."""

from deliberate.kernel.feature import Door
from deliberate.kernel.forms import Nothing
from deliberate.people import forms
from deliberate.people.commands import accounts, address, forgetting

ACTS = {
    "people.register_person": Door("network", forms.Registration, accounts.register_person),
    "people.introduce_oneself": Door("person", forms.Introduction, accounts.introduce_oneself),
    "people.set_password": Door("person", forms.PasswordHash, accounts.set_password),
    "people.sign_out": Door("person", forms.OneDevice, accounts.sign_out),
    "people.sign_out_everywhere": Door("person", Nothing, accounts.sign_out_everywhere),
    "people.send_link": Door("person", forms.LinkToken, accounts.send_link),
    "people.make_link": Door("person", forms.MadeLink, accounts.make_link),
    "people.sign_in_by_link": Door("person", forms.LinkUsed, accounts.sign_in_by_link),
    "people.sign_in_by_password": Door("person", forms.NewSignIn, accounts.sign_in_by_password),
    "people.ask_for_address": Door("person", forms.NewAddress, address.ask_for_address),
    "people.confirm_address": Door("person", forms.LinkUsed, address.confirm_address),
    "people.give_room": Door("network", forms.OnePerson, forgetting.give_room),
    "people.forget_me": Door("person", forms.Name, forgetting.forget_me),
    "people.forget_in_own_room": Door("person", forms.OnePerson, forgetting.forget_in_own_room),
    "people.forget_in_network": Door("network", forms.OnePerson, forgetting.forget_in_network),
}
