"""The acts about people, and what each needs."""

from deliberate.kernel.feature import Door
from deliberate.kernel.forms import Nothing
from deliberate.people import commands, forms

ACTS = {
    "people.register_person": Door("network", forms.Registration, commands.register_person),
    "people.introduce_oneself": Door("person", forms.Introduction, commands.introduce_oneself),
    "people.set_password": Door("person", forms.PasswordHash, commands.set_password),
    "people.sign_out": Door("person", forms.OneDevice, commands.sign_out),
    "people.sign_out_everywhere": Door("person", Nothing, commands.sign_out_everywhere),
    "people.send_link": Door("person", forms.LinkToken, commands.send_link),
    "people.make_link": Door("person", forms.MadeLink, commands.make_link),
    "people.sign_in_by_link": Door("person", forms.LinkUsed, commands.sign_in_by_link),
    "people.sign_in_by_password": Door("person", forms.PasswordUsed, commands.sign_in_by_password),
}
