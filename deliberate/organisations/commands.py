"""What people say about organisations: that they are there, who belongs to them, who speaks for them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from deliberate.groups.queries import memberships_of
from deliberate.kernel.acts import Act, command
from deliberate.kernel.clock import iso
from deliberate.kernel.errors import NotFound, Refused
from deliberate.organisations import entries
from deliberate.organisations.models import Affiliation, Organisation, Representative
from deliberate.organisations.queries import members_of, represented_by
from deliberate.organisations.rules import Why, why_not_name, why_not_speak_of_representatives, why_not_stand


@command()
def enter_organisation(act: Act, *, name: str, kind: str, level: int, parent: int | None, web_address: str) -> None:
    """Let the network know of an organisation."""
    _refuse_taken_name(act, name)
    above = act.get(Organisation, parent) if parent else None
    act.refuse_if(why_not_stand(level=level, parent_level=above.level if above else None, member_levels=()))

    entered = Organisation(
        room_id=act.room.id, name=name, kind=kind, level=level, parent_id=parent, web_address=web_address
    )
    act.ids["organisation"] = act.add(entered).id
    act.write(entries.OrganisationEntered(organisation=entered.id, name=name, level=level, parent=parent))


@command()
def change_organisation(
    act: Act, *, organisation: int, name: str, kind: str, level: int, parent: int | None, web_address: str
) -> None:
    """Say that it is called otherwise, belongs elsewhere, or can be read about elsewhere."""
    changed = act.get(Organisation, organisation)
    _refuse_taken_name(act, name, but=changed.id)
    above = act.get(Organisation, parent) if parent else None
    levels = [below.level for below in members_of(act.session, changed)]
    act.refuse_if(why_not_stand(level=level, parent_level=above.level if above else None, member_levels=levels))

    changed.name, changed.kind, changed.level = name, kind, level
    changed.parent_id, changed.web_address = parent, web_address
    act.write(entries.OrganisationChanged(organisation=changed.id, name=name, level=level, parent=parent))


@command()
def name_representative(
    act: Act, *, organisation: int, group: int, person: int, last_day: date | None, zone: str
) -> None:
    """Say that a member of a group speaks there for an organisation."""
    named_by = act.get(Organisation, organisation)
    _refuse_strangers(act, named_by)
    until = _end_of(last_day, zone)
    theirs = represented_by(act.session, person, act.at)
    why = why_not_name(
        in_group=bool(memberships_of(act.session, person, [group])),
        named_already=any((one.organisation_id, one.group_id) == (named_by.id, group) for one in theirs),
        ends_before_it_begins=until is not None and until <= act.at,
    )
    act.refuse_if(why)

    named = Representative(organisation_id=named_by.id, group_id=group, person_id=person, since=act.at, until=until)
    act.ids["representative"] = act.add(named).id
    act.write(
        entries.RepresentativeNamed(
            representative=named.id, organisation=named_by.id, group=group, person=person, until=iso(until)
        )
    )


@command()
def end_representation(act: Act, *, representative: int) -> None:
    """Say that somebody no longer speaks for an organisation in a group; they can say so themselves."""
    ended = act.get(Representative, representative)
    _refuse_strangers(act, ended.organisation)
    act.refuse_if(Why.ENDED_ALREADY if ended.until is not None and ended.until <= act.at else None)

    _end(act, ended)


@command()
def state_affiliation(act: Act, *, organisation: int | None) -> None:
    """Say to which organisation one belongs, or to none. It gives no right to speak for it."""
    person_id = act.room.number
    if organisation is not None and act.session.get(Organisation, organisation) is None:
        raise NotFound
    stated = act.session.get(Affiliation, person_id)
    if stated is not None:
        act.delete(stated)
        act.session.flush()
    if organisation is not None:
        act.add(Affiliation(person_id=person_id, organisation_id=organisation, stated_at=act.at))


@command()
def forget_person(act: Act, *, person: int) -> None:
    """A forgotten person belongs to no organisation and speaks for none."""
    stated = act.session.get(Affiliation, person)
    if stated is not None:
        act.delete(stated)
    for named in represented_by(act.session, person, act.at):
        _end(act, named)
    act.forget_words(person)


def _end(act: Act, representative: Representative) -> None:
    representative.until = act.at
    act.write(
        entries.RepresentationEnded(
            representative=representative.id,
            organisation=representative.organisation_id,
            group=representative.group_id,
            person=representative.person_id,
        )
    )


def _refuse_strangers(act: Act, organisation: Organisation) -> None:
    person_id = act.standing.person_id
    theirs = represented_by(act.session, person_id, act.at) if person_id else ()
    represents_it = any(one.organisation_id == organisation.id for one in theirs)
    tends_network = act.standing.desk or act.standing.is_system
    act.refuse_if(why_not_speak_of_representatives(tends_network=tends_network, represents_it=represents_it))


def _refuse_taken_name(act: Act, name: str, *, but: int | None = None) -> None:
    for id, known in act.session.execute(select(Organisation.id, Organisation.name)):
        if known.casefold() == name.casefold() and id != but:
            raise Refused(Why.NAME_TAKEN)


def _end_of(last_day: date | None, zone: str) -> datetime | None:
    """The midnight after that day, at that place."""
    if last_day is None:
        return None
    return datetime.combine(last_day + timedelta(days=1), time(), ZoneInfo(zone))
