"""Beginning an agenda with another one: of an earlier meeting, of a template of the group, or one that everybody may begin with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import func, select

from deliberate.groups.queries import memberships_of
from deliberate.kernel.acts import Act, command
from deliberate.kernel.errors import NotFound
from deliberate.kernel.language import say
from deliberate.kernel.record import Room
from deliberate.meetings import entries, outline, rules
from deliberate.meetings.commands.preparing import may_present, unwritten_item, write_items
from deliberate.meetings.commands.shared import the_meeting
from deliberate.meetings.models import NEVER_CALLED, AgendaItem, Meeting, MeetingGroup
from deliberate.meetings.patterns import PATTERNS, Point
from deliberate.meetings.waiting import AgendaTemplate


@command(undoable=True)
def fill_agenda(act: Act, *, source: str) -> None:
    """Add all points of another agenda at the end of this one: `meeting/12`, `template/3` or `pattern/plenary`."""
    meeting = the_meeting(act)
    act.refuse_if(rules.why_not_prepare(meeting))
    kind, _, code = source.partition("/")
    points, presenters = _SOURCES[kind](act, meeting, code)

    may = {person for person in set(presenters) if may_present(act, meeting, person)}
    items = [
        unwritten_item(
            meeting,
            title=point.title,
            purpose=point.purpose,
            presenter=presenter if presenter in may else None,
            minutes=point.minutes,
        )
        for point, presenter in zip(points, presenters, strict=True)
    ]
    act.write(entries.AgendaFilled(source=source, count=len(points)))
    write_items(act, meeting, items)
    _put_parts_under_their_headings(meeting, points, items)


@command()
def save_template(act: Act, *, meeting: int, name: str) -> None:
    """Keep the agenda of one of the group's meetings as it is now, to begin others with."""
    of = act.session.get(Meeting, meeting)
    if of is None or act.room.number not in [group.id for group in of.groups]:
        raise NotFound
    kept = act.session.scalar(select(func.count()).where(AgendaTemplate.room_id == act.room.id)) or 0
    act.refuse_if(rules.why_not_save_template(items=len(of.items), templates=kept))

    template = act.add(
        AgendaTemplate(
            room_id=act.room.id, name=name, points=[asdict(one) for one in _points_of(of.items)], made_at=act.at
        )
    )
    act.ids["template"] = template.id
    act.write(entries.TemplateSaved(template=template.id, name=name))


@command()
def rename_template(act: Act, *, template: int, name: str) -> None:
    """Call a template otherwise."""
    renamed = act.get(AgendaTemplate, template)
    renamed.name = name
    act.write(entries.TemplateRenamed(template=renamed.id, name=name))


@command(undoable=True)
def remove_template(act: Act, *, template: int) -> None:
    """Keep a template no longer; agendas that began with it stay as they are."""
    removed = act.get(AgendaTemplate, template)
    act.delete(removed)
    act.write(entries.TemplateRemoved(template=removed.id, name=removed.name))


def _put_parts_under_their_headings(meeting: Meeting, points: Sequence[Point], items: list[AgendaItem]) -> None:
    heading: AgendaItem | None = None
    for point, item in zip(points, items, strict=True):
        if point.is_part and heading is not None:
            item.parent_id = heading.id
        else:
            heading = item
    outline.arrange(sorted(meeting.items, key=lambda item: item.position))


Points = tuple[Sequence[Point], Sequence[int | None]]


def _of_meeting(act: Act, meeting: Meeting, code: str) -> Points:
    """Of an earlier meeting of the group that convenes this one."""
    host = select(MeetingGroup.meeting_id).where(MeetingGroup.group_id == meeting.host.id)
    earlier = act.session.scalar(select(Meeting).where(Meeting.id == _number(code), Meeting.id.in_(host)))
    if earlier is None or earlier.id == meeting.id:
        raise NotFound
    if earlier.state in NEVER_CALLED and not _belongs_to_host(act, meeting):
        raise NotFound
    ordered = sorted(earlier.items, key=lambda item: item.position)
    return _points_of(ordered), [item.presenter_id for item in ordered]


def _of_template(act: Act, meeting: Meeting, code: str) -> Points:
    template = act.session.get(AgendaTemplate, _number(code))
    room = act.session.get(Room, template.room_id) if template else None
    is_hosts = room is not None and (room.kind, room.number) == ("group", meeting.host.id)
    if template is None or not is_hosts or not _belongs_to_host(act, meeting):
        raise NotFound
    points = [Point(**point) for point in template.points]
    return points, [None] * len(points)


def _of_pattern(act: Act, meeting: Meeting, code: str) -> Points:
    if code not in PATTERNS:
        raise NotFound
    points = [
        Point(say(meeting.language, point.title), point.purpose, point.minutes, point.is_part)
        for point in PATTERNS[code].points
    ]
    return points, [None] * len(points)


_SOURCES = {"meeting": _of_meeting, "template": _of_template, "pattern": _of_pattern}


def _points_of(items: Sequence[AgendaItem]) -> list[Point]:
    ordered = sorted(items, key=lambda item: item.position)
    return [Point(item.title, item.purpose, item.minutes, item.parent_id is not None) for item in ordered]


def _belongs_to_host(act: Act, meeting: Meeting) -> bool:
    """Whoever facilitates by a role in this meeting alone does not read what the group keeps."""
    return bool(memberships_of(act.session, act.standing.person_id or 0, [meeting.host.id]))


def _number(code: str) -> int:
    return int(code) if code.isascii() and code.isdigit() and len(code) < 16 else 0
