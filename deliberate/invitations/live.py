"""The acts about invitations, and what each needs. All are done in the network's room: there is one place where accounts begin."""

from deliberate.invitations import commands, forms
from deliberate.kernel.feature import Door

ACTS = {
    "invitations.invite": Door("network", forms.Invite, commands.invite),
    "invitations.withdraw": Door("network", forms.OneInvitation, commands.withdraw),
    "invitations.accept_as_newcomer": Door("network", forms.Newcomer, commands.accept_as_newcomer),
    "invitations.accept_as_known": Door("network", forms.Known, commands.accept_as_known),
}
