"""The input of acts in groups."""

from __future__ import annotations

from deliberate.groups.models import GroupKind, Role
from deliberate.kernel.forms import ActForm, WordsField, one_of, thing
from deliberate.kernel.wording import CodeShape, WordingField


class NewGroup(ActForm):
    """A group that comes into being."""

    code = WordsField(8, validators=[CodeShape()])
    kind = one_of(GroupKind)
    names = WordingField()
    purposes = WordingField(required=False)


class NewMember(ActForm):
    """Who belongs to the group from now on."""

    person = thing()
    role = one_of(Role)


class OnePerson(ActForm):
    """Who."""

    person = thing()


class RoleChange(ActForm):
    """Who does what from now on."""

    membership = thing()
    role = one_of(Role)


class OneMembership(ActForm):
    """Whose membership."""

    membership = thing()
