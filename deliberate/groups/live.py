"""The acts in groups, and what each needs."""

from deliberate.groups import commands, forms
from deliberate.kernel.feature import Door

ACTS = {
    "groups.found_group": Door("network", forms.NewGroup, commands.found_group),
    "groups.admit_member": Door("group", forms.NewMember, commands.admit_member),
    "groups.show_person_anew": Door("group", forms.OnePerson, commands.show_person_anew),
    "groups.forget_person": Door("group", forms.OnePerson, commands.forget_person),
    "groups.change_role": Door("group", forms.RoleChange, commands.change_role),
    "groups.end_membership": Door("group", forms.OneMembership, commands.end_membership),
}
