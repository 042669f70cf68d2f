"""The acts about organisations, and what each needs."""

from deliberate.kernel.feature import Door
from deliberate.organisations import commands, forms

ACTS = {
    "organisations.enter_organisation": Door("network", forms.NewOrganisation, commands.enter_organisation),
    "organisations.change_organisation": Door("network", forms.ChangedOrganisation, commands.change_organisation),
    "organisations.name_representative": Door("network", forms.Naming, commands.name_representative),
    "organisations.end_representation": Door("network", forms.OneRepresentative, commands.end_representation),
    "organisations.state_affiliation": Door("person", forms.OwnOrganisation, commands.state_affiliation),
    "organisations.forget_person": Door("network", forms.OnePerson, commands.forget_person),
}
