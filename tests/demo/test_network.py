"""The invented network of the demonstration."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from deliberate.attachments.models import Attachment
from deliberate.demo import coming, load, network
from deliberate.groups.models import Group, JoinRequest, Link, Mandate, PolicyVersion
from deliberate.kernel import days
from deliberate.kernel.db import reading_session
from deliberate.kernel.record import EntryRow
from deliberate.meetings.expecting import Expectation
from deliberate.meetings.models import AgendaItem, Meeting, MeetingState
from deliberate.meetings.waiting import Suggestion
from deliberate.organisations.models import Affiliation, Organisation, Representative
from deliberate.people.models import Account, Person, SignIn
from tests.cast import World
from tests.installation import Installation

# A year is lived through, act by act, within the first test.
pytestmark = pytest.mark.timeout(400)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The network, loaded once; the first time it is interrupted."""
    installation = Installation(tmp_path_factory.mktemp("demo"), settings={"DELIBERATE_DEMO": "1"})
    installation.migrate()
    world = World(installation)
    with world.app.app_context():
        with pytest.raises(KeyboardInterrupt):
            load.load(Interrupted(world.doors, after=700), installation.folder)
        load.load(world.doors, installation.folder)
    return world


class Interrupted:
    """Doors at which somebody presses Ctrl-C after so many acts."""

    def __init__(self, doors, *, after: int) -> None:
        self._doors, self._left = doors, after

    def act(self, *words, **inputs):
        self._count()
        return self._doors.act(*words, **inputs)

    def act_as_system(self, **inputs):
        self._count()
        return self._doors.act_as_system(**inputs)

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise KeyboardInterrupt


def count(demo: World, what) -> int:
    with demo.app.app_context(), reading_session() as session:
        return session.scalar(select(func.count()).select_from(what)) or 0


def test_an_interrupted_load_goes_on_and_nobody_is_there_twice(demo: World):
    assert count(demo, Person) == len(network.PEOPLE) == 120
    assert count(demo, Meeting) == len(network.MEETINGS)
    assert count(demo, Group) == 15
    with demo.app.app_context(), reading_session() as session:
        assert load.is_complete(session)


def test_a_year_of_meetings_lies_behind_it_and_one_is_about_to_begin(demo: World):
    with demo.app.app_context(), reading_session() as session:
        held = session.scalars(select(Meeting).where(Meeting.state == MeetingState.CLOSED)).all()
        soon = load.next_meeting(session)

    assert len(held) > 30
    assert any(one.entered_at for one in held)
    assert (max(one.opened_at for one in held) - min(one.opened_at for one in held)).days > 300
    assert all(one.closed_at and one.opened_at < one.closed_at for one in held)
    assert soon.state == MeetingState.CONVENED


def test_it_shows_what_can_happen_to_groups_and_meetings(demo: World):
    with demo.app.app_context(), reading_session() as session:
        states = set(session.scalars(select(Meeting.state)))
        ends = set(session.scalars(select(Mandate.ends_on)))
        today = days.today()

    assert states == {MeetingState.CLOSED, MeetingState.CONVENED, MeetingState.CANCELLED, MeetingState.NOT_HELD}
    assert today + timedelta(days=12) in ends
    for what in (Organisation, Affiliation, Representative, Link, PolicyVersion, JoinRequest, Suggestion, Expectation):
        assert count(demo, what) > 1, what


def test_what_the_last_session_did_not_get_to_waits_for_the_next_one(demo: World):
    with demo.app.app_context(), reading_session() as session:
        held = select(Meeting.id).where(Meeting.state == MeetingState.CLOSED)
        kept = select(AgendaItem).where(AgendaItem.carried_over.is_(True), AgendaItem.meeting_id.in_(held))
        carried = session.scalars(kept).all()
        withdrawn = session.scalars(select(EntryRow).where(EntryRow.kind == "objection_to_agreement_withdrawn")).all()

    assert [(one.title, one.state) for one in carried] == [(coming.MATS, "planned")]
    assert len(withdrawn) == sum(bool(one.happened.objection) for one in network.MEETINGS) > 2


def test_the_paper_that_hangs_on_an_item_can_be_downloaded(demo: World):
    with demo.app.app_context(), reading_session() as session:
        paper = session.scalars(select(Attachment)).one()
        path = f"/meetings/{paper.meeting_id}/files/{paper.key}"

    assert "Setmana 2" in demo.app.test_client().get(path).text


def test_every_group_has_somebody_who_facilitates_and_somebody_who_takes_minutes():
    for role in ("facilitator", "scribe"):
        assert {code for one in network.PEOPLE for code, its in one.memberships if its == role} == {
            group.code for group in network.GROUPS
        }


def test_nobody_of_it_can_be_written_to_and_nobody_is_left_signed_in(demo: World):
    with demo.app.app_context(), reading_session() as session:
        assert all(email.endswith(".test") for email in session.scalars(select(Account.email)))
        assert session.scalars(select(SignIn).where(SignIn.ended_at.is_(None))).all() == []


def test_its_records_are_whole(demo: World):
    assert "every record is whole" in demo.installation.command("verify").stdout
