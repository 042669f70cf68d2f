"""The acts about files, and what each needs."""

from deliberate.attachments import commands, forms
from deliberate.kernel.feature import Door
from deliberate.meetings.forms import OnePerson

ACTS = {
    "attachments.announce_file": Door("meeting", forms.AnnouncedFile, commands.announce_file),
    "attachments.attach": Door("meeting", forms.AttachedFile, commands.attach),
    "attachments.forget_person": Door("meeting", OnePerson, commands.forget_person),
    "attachments.remove": Door("meeting", forms.OneAttachment, commands.remove),
}
