"""The input of acts about files."""

from __future__ import annotations

from deliberate.attachments import rules
from deliberate.kernel.forms import ActForm, number, one_of, thing, words


class AnnouncedFile(ActForm):
    """A file that will come."""

    person = thing()
    kind = one_of(rules.KINDS)
    size = number(least=1, most=rules.BIGGEST_FILE)
    digest = words(longest=64)


class AttachedFile(ActForm):
    """Which file, for which item, under which name."""

    file = thing()
    item = thing(required=False)
    name = words(longest=4 * rules.LONGEST_NAME, required=False)


class OneAttachment(ActForm):
    """Which file of the meeting."""

    attachment = thing()
