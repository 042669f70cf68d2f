"""The acts in and about groups, and what each needs."""

from deliberate.groups import forms
from deliberate.groups.commands import deciding, founding, importing, joining, linking, mandating, roles
from deliberate.kernel.feature import Door
from deliberate.kernel.forms import Nothing

ACTS = {
    "groups.found_group": Door("network", forms.NewGroup, founding.found_group),
    "groups.describe_group": Door("network", forms.GroupDescription, founding.describe_group),
    "groups.end_group": Door("network", forms.GroupsEnd, founding.end_group),
    "groups.entrust_group": Door("network", forms.Entrusting, founding.entrust_group),
    "groups.note_founding": Door("group", Nothing, founding.note_founding),
    "groups.note_description": Door("group", Nothing, founding.note_description),
    "groups.note_end": Door("group", forms.EndNoted, founding.note_end),
    "groups.note_entrusting": Door("group", forms.OnePerson, founding.note_entrusting),
    "groups.admit_member": Door("group", forms.NewMember, joining.admit_member),
    "groups.join_group": Door("group", forms.OnePerson, joining.join_group),
    "groups.ask_to_join": Door("group", forms.Request, joining.ask_to_join),
    "groups.withdraw_request": Door("group", forms.OwnRequest, joining.withdraw_request),
    "groups.admit_asker": Door("group", forms.OneRequest, joining.admit_asker),
    "groups.decline_asker": Door("group", forms.Answer, joining.decline_asker),
    "groups.leave_group": Door("group", Nothing, joining.leave_group),
    "groups.change_openness": Door("group", forms.OpennessChange, joining.change_openness),
    "groups.show_person_anew": Door("group", forms.OnePerson, joining.show_person_anew),
    "groups.forget_person": Door("group", forms.OnePerson, joining.forget_person),
    "groups.take_in_members": Door("group", forms.NewMembers, importing.take_in_members),
    "groups.change_role": Door("group", forms.RoleChange, roles.change_role),
    "groups.note_last_day": Door("group", forms.LastDay, roles.note_last_day),
    "groups.end_membership": Door("group", forms.OneMembership, roles.end_membership),
    "groups.change_policy": Door("group", forms.PolicyChange, deciding.change_policy),
    "groups.send_representative": Door("group", forms.NewRepresentative, linking.send_representative),
    "groups.recall_representative": Door("group", forms.OneLink, linking.recall_representative),
    "groups.note_representative": Door("group", forms.OneLink, linking.note_representative),
    "groups.give_mandate": Door("group", forms.NewMandate, mandating.give_mandate),
    "groups.extend_mandate": Door("group", forms.MandatesEnd, mandating.extend_mandate),
    "groups.close_mandate": Door("group", forms.MandatesOutcome, mandating.close_mandate),
    "groups.note_mandate": Door("group", forms.MandateNoted, mandating.note_mandate),
}
