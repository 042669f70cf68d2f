"""Calling people: who gets which letter, when, and what it says (T-44, T-69, T-70)."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog
from aiosmtpd.controller import Controller
from sqlalchemy import select

from deliberate.kernel import clock, outbox
from deliberate.kernel.db import writer_engine
from deliberate.kernel.language import LANGUAGES
from deliberate.kernel.outbox import LEASE, OutboxRow
from deliberate.meetings import letters
from deliberate.meetings.letters import LetterKind
from tests.cast import Browser, Meeting, Person, World, convened_meeting, draft_meeting
from tests.every.scenes import group_number, group_room
from tests.installation import free_port
from tests.meetings.post import OUR_ADDRESS, Letter, Post, addresses

DAY = "2090-03-09"  # a Thursday
EVENING = f"{DAY}T18:00"
BEGINS = datetime(2090, 3, 9, 17, 0, tzinfo=UTC)
THE_DAY_BEFORE = BEGINS - timedelta(days=1)
SOME_MONTHS_BEFORE = datetime(2090, 1, 10, 9, 0, tzinfo=UTC)


@pytest.fixture
def post(world: World, tmp_path: Path) -> Post:
    return Post(world, tmp_path)


@pytest.fixture(autouse=True)
def months_before() -> Iterator[None]:
    """It is winter, and the meeting will be in March."""
    with clock.set_to(SOME_MONTHS_BEFORE):
        yield


@pytest.fixture(autouse=True)
def everybody_is_still_signed_in(world: World) -> None:
    """The cast signed in long ago, by this clock."""
    with world.installation.database_open() as database:
        database.execute("UPDATE sign_ins SET expires_at = '2100-01-01 00:00:00.000000'")


@pytest.fixture
def called(world: World, months_before: None, everybody_is_still_signed_in: None) -> Meeting:
    """A meeting of Mobility in March that people were called to."""
    return convened_meeting(world, starts_at=EVENING)


def describe(person: Person, meeting: Meeting, **changed: object) -> None:
    now = {"title": "Spring session", "place": "The mill", "starts_at": EVENING, "planned_minutes": 90}
    assert person.act(meeting.room, "meetings.describe_meeting", **(now | changed)).ok


# -- the call -------------------------------------------------------------------------------------------------------


def test_each_member_with_an_account_gets_one_letter_and_nobody_else_does(world: World, called: Meeting, post: Post):
    called.guest("Rosa")
    assert world.person("dee").who.has_account

    letters = post.deliver()

    assert addresses(letters) == ["ana", "bo", "cai"]
    assert post.deliver() == []


def test_a_letter_says_what_when_where_and_about_what(called: Meeting, post: Post):
    letter = post.deliver()[0]

    assert letter.subject == "You are called to a meeting: Spring session"
    for words in (
        "Thursday, March 9, 2090, 18:00 (Europe/Madrid)",
        "1 hour 30 minutes",
        "The mill",
        "1. Hello\n2. The mill\n3. Bye",
        f"{OUR_ADDRESS}/meetings/{called.id}",
    ):
        assert words in letter.text
    assert called.code not in letter.raw.decode()


def test_a_letter_is_in_the_language_of_its_reader(world: World, cai: Person, post: Post):
    assert cai.act(f"person/{cai.id}", "people.introduce_oneself", name="Cai", public_name="full", language="ca").ok
    convened_meeting(world, starts_at=EVENING)

    ana, _, in_catalan = post.deliver()

    assert "Thursday, March 9, 2090" in ana.text
    assert "dijous, 9 de març del 2090" in in_catalan.text


def test_a_letter_names_no_other_reader(called: Meeting, post: Post):
    for letter in post.deliver():
        others = {"ana@", "bo@", "cai@", "Ana Prats", "Bo Etxea", "Cai Roca"} - {letter.to.split("@")[0] + "@"}
        found = letter.raw.decode() + letter.text + (letter.calendar_file or b"").decode()
        assert {other for other in others if other in found} == set()


def test_a_call_that_is_taken_back_at_once_was_never_heard_of(world: World, ana: Person, post: Post):
    meeting = draft_meeting(world, starts_at=EVENING)
    called = ana.act(meeting.room, "meetings.convene")
    assert post.deliver(clock.now()) == [], "the letters wait for second thoughts"

    assert ana.act(meeting.room, "undo", seq=called.seq).ok

    assert post.deliver() == []
    assert Browser(world.app).get(f"/meetings/{meeting.id}").status_code == 404
    assert ana.act(meeting.room, "meetings.convene").ok
    assert len(post.deliver()) == 3


def test_a_member_of_two_groups_that_meet_gets_one_letter(world: World, ana: Person, post: Post):
    world.program(group_room(world, "HOU"), "groups.admit_member", person=ana.id, role="member")
    drafted = ana.act(
        group_room(world),
        "meetings.draft_meeting",
        kind="table_session",
        title="Together",
        place="",
        starts_at=EVENING,
        planned_minutes=60,
        language="en",
        zone="Europe/Madrid",
        with_groups=str(group_number(world, "HOU")),
    )
    room = f"meeting/{drafted.ids['meeting']}"
    assert ana.act(room, "meetings.add_item", title="Bikes", purpose="inform", presenter="", minutes="").ok
    assert ana.act(room, "meetings.convene").ok

    assert addresses(post.deliver()) == ["ana", "bo", "cai", "dee", "eli"]


def test_whoever_left_the_group_meanwhile_gets_no_letter(world: World, ana: Person, called: Meeting, post: Post):
    from tests.every.scenes import membership

    assert ana.act(group_room(world), "groups.end_membership", membership=membership(world, "cai")).ok

    assert addresses(post.deliver()) == ["ana", "bo"]


def test_calling_is_as_quick_for_a_thousand_as_for_three(world: World, called: Meeting):
    """The act leaves one row, whoever it is for; the worker makes the letters of it."""
    with world.app.app_context(), world.session() as session:
        kinds = session.scalars(select(OutboxRow.kind).where(OutboxRow.kind != "act").order_by(OutboxRow.id)).all()

    assert kinds == ["meetings.write_to_all", "meetings.remind"]


def test_a_renewed_code_is_mailed_to_nobody(ana: Person, called: Meeting, post: Post):
    assert len(post.deliver()) == 3

    assert ana.act(called.room, "meetings.renew_code").ok

    assert post.deliver(clock.now() + timedelta(hours=1)) == []


# -- the calendar ---------------------------------------------------------------------------------------------------


def test_the_calendar_file_is_the_meeting_and_asks_for_no_answer(called: Meeting, post: Post):
    letter = post.deliver()[0]

    assert letter.calendar["method"] == "PUBLISH"
    assert letter.event.decoded("dtstart") == BEGINS
    assert letter.event.decoded("dtend") == BEGINS + timedelta(minutes=90)
    assert letter.event["summary"] == "Spring session"
    assert letter.event["location"] == "The mill"
    assert letter.event["sequence"] == 0
    assert "attendee" not in letter.event
    assert str(letter.event["organizer"]) == f"{OUR_ADDRESS}/groups/MOB"


def test_everybody_adds_a_called_meeting_to_their_calendar_from_its_page(world: World, called: Meeting, post: Post):
    stranger = Browser(world.app)
    assert f"/meetings/{called.id}/calendar.ics" in stranger.get(f"/meetings/{called.id}").get_data(as_text=True)

    file = stranger.get(f"/meetings/{called.id}/calendar.ics")

    assert file.content_type == "text/calendar; charset=utf-8; method=PUBLISH"
    sent = post.deliver()[0].event
    assert f"UID:{sent['uid']}" in file.get_data(as_text=True)
    assert "@" not in file.get_data(as_text=True)


HOSTILE = [
    "Bikes\r\nBcc: everybody@example.org",
    "Bikes\nATTENDEE:mailto:eve@example.org\nEND:VEVENT",
    "=?utf-8?q?Bikes=0D=0ABcc:_eve@example.org?=",
    'commas, semicolons; back\\slashes \\n and "quotes" : END:VCALENDAR',
    "<script>alert(1)</script> {{ 7*7 }} %(title)s %s",
    "l·l àéïü " * 17,
    "👩‍👩‍👧‍👦" * 20,
    "a" * 160,
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(world: World, post: Post, words: str):
    """T-44: in the subject, the text and the calendar file, whatever a title and a place say."""
    shown = " ".join(words[:160].split())
    meeting = convened_meeting(world, starts_at=EVENING, title=words[:160], place=words[:160], titles=(words[:160],))

    letter = post.deliver()[0]

    assert letter.message.defects == []
    assert {name.lower() for name in letter.message} == {
        "from", "to", "subject", "date", "message-id", "auto-submitted", "list-unsubscribe", "list-unsubscribe-post",
        "mime-version", "content-type",
    }  # fmt: skip
    assert letter.subject == f"You are called to a meeting: {shown}".replace("=?", "= ?")
    assert f"What: {shown}\n" in letter.text
    assert letter.event["summary"] == letter.event["location"] == shown
    assert str(letter.event["description"]).startswith(f"1. {shown}\n")
    assert "attendee" not in letter.event
    file = letter.calendar_file or b""
    assert file.count(b"BEGIN:VEVENT") == 1
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert b"\n" not in file.replace(b"\r\n", b"")
    assert meeting.code not in letter.raw.decode(errors="replace")


@pytest.mark.parametrize(
    ("wall_clock", "moment"),
    [
        ("2090-03-26T01:30", datetime(2090, 3, 26, 0, 30, tzinfo=UTC)),
        ("2090-03-26T02:30", datetime(2090, 3, 26, 1, 30, tzinfo=UTC)),
        ("2090-03-26T03:30", datetime(2090, 3, 26, 1, 30, tzinfo=UTC)),
        ("2090-10-29T02:30", datetime(2090, 10, 29, 0, 30, tzinfo=UTC)),
        ("2090-10-29T03:30", datetime(2090, 10, 29, 2, 30, tzinfo=UTC)),
        ("2092-02-29T18:00", datetime(2092, 2, 29, 17, 0, tzinfo=UTC)),
    ],
)
def test_on_nights_when_clocks_change_a_meeting_is_when_its_place_says(
    world: World, post: Post, wall_clock: str, moment: datetime
):
    """T-70: an hour that is skipped is the one after it, an hour that comes twice is the first."""
    convened_meeting(world, starts_at=wall_clock)

    event = post.deliver()[0].event

    assert event.decoded("dtstart") == moment
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=90)


# -- changes --------------------------------------------------------------------------------------------------------


def test_what_changes_within_ten_minutes_is_told_in_one_letter(ana: Person, called: Meeting, post: Post):
    first = post.deliver()[0]
    describe(ana, called, place="The school")
    with clock.set_to(clock.now() + timedelta(minutes=6)):
        describe(ana, called, place="The school", starts_at=f"{DAY}T19:00")
    assert post.deliver(clock.now() + timedelta(minutes=9)) == []

    letters = post.deliver(clock.now() + timedelta(minutes=12))

    assert addresses(letters) == ["ana", "bo", "cai"]
    assert letters[0].subject == "The meeting has changed: Spring session"
    assert "Where: The school\n    before: The mill\n" in letters[0].text
    assert "19:00 (Europe/Madrid)\n    before: Thursday, March 9, 2090, 18:00\n" in letters[0].text
    assert letters[0].event["uid"] == first.event["uid"]
    assert int(letters[0].event["sequence"]) > int(first.event["sequence"])
    assert letters[0].event.decoded("dtstart") == BEGINS + timedelta(hours=1)


def test_what_is_put_back_in_time_was_never_changed(ana: Person, called: Meeting, post: Post):
    post.deliver()
    describe(ana, called, place="The school")
    describe(ana, called)

    assert post.deliver(clock.now() + timedelta(hours=1)) == []


def test_each_later_change_has_a_letter_of_its_own(ana: Person, called: Meeting, post: Post):
    post.deliver()
    sequences = []
    for place in ("The school", "The market"):
        describe(ana, called, place=place)
        letters = post.deliver(clock.now() + timedelta(hours=1))
        sequences.append(int(letters[0].event["sequence"]))

    assert len(letters) == 3
    assert "before: The school" in letters[0].text
    assert sequences == [1, 2]


def test_a_change_shortly_before_the_meeting_is_told_at_once(ana: Person, called: Meeting, post: Post):
    post.deliver(THE_DAY_BEFORE + timedelta(minutes=1))
    with clock.set_to(BEGINS - timedelta(hours=1)):
        describe(ana, called, place="The school")

        assert len(post.deliver(clock.now() + timedelta(minutes=2))) == 3


def test_a_draft_may_change_without_a_letter(world: World, ana: Person, post: Post):
    meeting = draft_meeting(world, starts_at=EVENING)
    describe(ana, meeting, place="The school")

    assert post.deliver(clock.now() + timedelta(hours=1)) == []


def test_a_changed_agenda_is_no_reason_for_a_letter(ana: Person, called: Meeting, post: Post):
    post.deliver()
    assert ana.act(called.room, "meetings.add_item", title="Bikes", purpose="inform", presenter="", minutes="").ok

    assert post.deliver(clock.now() + timedelta(hours=1)) == []


# -- calling off ----------------------------------------------------------------------------------------------------


def test_who_was_called_is_told_that_it_is_cancelled_and_the_calendar_forgets_it(
    ana: Person, called: Meeting, post: Post
):
    first = post.deliver()[0]

    assert ana.act(called.room, "meetings.cancel", reason="The mill is flooded").ok
    letters = post.deliver()

    assert addresses(letters) == ["ana", "bo", "cai"]
    assert letters[0].subject == "The meeting is cancelled: Spring session"
    assert "Why: The mill is flooded" in letters[0].text
    assert letters[0].calendar["method"] == "CANCEL"
    assert letters[0].event["status"] == "CANCELLED"
    assert letters[0].event["uid"] == first.event["uid"]
    assert int(letters[0].event["sequence"]) > int(first.event["sequence"])


def test_a_cancelling_that_is_taken_back_is_told_to_nobody(ana: Person, called: Meeting, post: Post):
    post.deliver()
    cancelled = ana.act(called.room, "meetings.cancel", reason="The mill is flooded")
    assert ana.act(called.room, "undo", seq=cancelled.seq).ok

    assert post.deliver(clock.now() + timedelta(hours=1)) == []


def test_a_meeting_that_is_cancelled_before_its_call_went_out_is_told_as_cancelled_only(
    ana: Person, called: Meeting, post: Post
):
    assert ana.act(called.room, "meetings.cancel", reason="The mill is flooded").ok

    assert {letter.subject for letter in post.deliver()} == {"The meeting is cancelled: Spring session"}


def test_a_postponed_meeting_has_its_new_date_in_the_letter_and_the_calendar(ana: Person, called: Meeting, post: Post):
    first = post.deliver()[0]
    later = {"reason": "The mill is flooded", "starts_at": "2090-03-16T18:00"}
    assert ana.act(called.room, "meetings.postpone", **later).ok

    letters = post.deliver()

    assert addresses(letters) == ["ana", "bo", "cai"]
    assert letters[0].subject == "The meeting is postponed: Spring session"
    assert "March 16, 2090, 18:00 (Europe/Madrid)\n    before: Thursday, March 9, 2090, 18:00" in letters[0].text
    assert letters[0].calendar["method"] == "PUBLISH"
    assert letters[0].event["uid"] == first.event["uid"]
    assert letters[0].event.decoded("dtstart") == BEGINS + timedelta(days=7)


def test_a_meeting_without_a_new_date_leaves_the_calendar_until_it_has_one(ana: Person, called: Meeting, post: Post):
    post.deliver()
    assert ana.act(called.room, "meetings.postpone", reason="The mill is flooded", starts_at="").ok
    without = post.deliver()[0]
    assert ana.act(called.room, "meetings.postpone", reason="It is dry again", starts_at="2090-03-16T18:00").ok
    again = post.deliver()[0]

    assert "It has no new date yet" in without.text
    assert "When:" not in without.text
    assert without.calendar["method"] == "CANCEL"
    assert "before:" not in again.text
    assert again.calendar["method"] == "PUBLISH"
    assert again.event["status"] == "CONFIRMED"
    assert int(again.event["sequence"]) > int(without.event["sequence"])


def test_who_was_called_is_told_that_it_was_not_held(ana: Person, called: Meeting, post: Post):
    post.deliver()
    with clock.set_to(BEGINS + timedelta(minutes=40)):
        assert ana.act(called.room, "meetings.declare_not_held", because="no_quorum", reason="").ok
        letters = post.deliver()

    assert addresses(letters) == ["ana", "bo", "cai"]
    assert "Not enough people came to decide." in letters[0].text
    assert letters[0].calendar_file is None


# -- the day before -------------------------------------------------------------------------------------------------


def test_the_day_before_everybody_is_reminded_once_but_who_cannot_come(cai: Person, called: Meeting, post: Post):
    """T-69"""
    post.deliver()
    assert cai.act(called.room, "meetings.say_whether", answer="cannot_come", words="").ok
    assert post.deliver(THE_DAY_BEFORE - timedelta(minutes=1)) == []

    letters = post.deliver(THE_DAY_BEFORE + timedelta(minutes=1))

    assert addresses(letters) == ["ana", "bo"]
    assert letters[0].subject == "The meeting is near: Spring session"
    assert post.deliver(THE_DAY_BEFORE + timedelta(hours=2)) == []


def test_the_reminder_moves_with_the_date(ana: Person, called: Meeting, post: Post):
    """T-69: to another day and back again, and still there is one."""
    describe(ana, called, starts_at="2090-03-16T18:00")
    describe(ana, called)
    describe(ana, called, starts_at="2090-03-16T18:00")
    describe(ana, called)
    post.deliver(clock.now() + timedelta(hours=1))

    assert len(post.deliver(THE_DAY_BEFORE + timedelta(minutes=1))) == 3
    assert post.deliver(THE_DAY_BEFORE + timedelta(days=7, minutes=1)) == []


def test_nobody_is_reminded_of_what_is_cancelled(ana: Person, called: Meeting, post: Post):
    assert ana.act(called.room, "meetings.cancel", reason="The mill is flooded").ok
    post.deliver()

    assert post.deliver(THE_DAY_BEFORE + timedelta(minutes=1)) == []


def test_who_is_called_for_tonight_needs_no_reminder(world: World, post: Post):
    with clock.set_to(BEGINS - timedelta(hours=8)):
        convened_meeting(world, starts_at=EVENING)
        assert len(post.deliver()) == 3

        assert post.deliver(clock.now() + timedelta(hours=1)) == []


def test_a_worker_that_was_asleep_reminds_nobody_of_yesterday(called: Meeting, post: Post):
    post.deliver()

    assert post.deliver(BEGINS + timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("wall_clock", "reminded"),
    [
        ("2090-03-26T18:00", datetime(2090, 3, 25, 17, 0, tzinfo=UTC)),
        ("2090-10-29T18:00", datetime(2090, 10, 28, 16, 0, tzinfo=UTC)),
    ],
)
def test_the_reminder_comes_at_the_same_hour_of_the_day_before(
    world: World, post: Post, wall_clock: str, reminded: datetime
):
    """T-70: though that day has twenty-three or twenty-five hours."""
    convened_meeting(world, starts_at=wall_clock)
    post.deliver()

    assert post.deliver(reminded - timedelta(minutes=1)) == []
    assert len(post.deliver(reminded + timedelta(minutes=1))) == 3


# -- what can go wrong ----------------------------------------------------------------------------------------------


class Sink:
    """A mail server that knows no Bo."""

    def __init__(self) -> None:
        self.taken: list[Letter] = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - its name in aiosmtpd
        if address.startswith("bo@"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - its name in aiosmtpd
        self.taken.append(Letter.of(envelope.content))
        return "250 taken"


@pytest.fixture
def sink() -> Iterator[tuple[Sink, str]]:
    """The server, and its address as a setting."""
    sink, port = Sink(), free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield sink, f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


def test_an_address_that_is_refused_stops_nobody_elses_letter(
    world: World, ana: Person, cai: Person, called: Meeting, tmp_path: Path, sink: tuple[Sink, str]
):
    server, url = sink
    Post(world, tmp_path, url).deliver()

    assert sorted(letter.to for letter in server.taken) == ["ana@example.org", "cai@example.org"]
    desk = ana.browser.get(f"/meetings/{called.id}").get_data(as_text=True)
    assert "2 letters sent" in desk
    assert "1 could not be delivered" in desk
    assert "@example.org" not in desk
    assert "letters sent" not in cai.browser.get(f"/meetings/{called.id}").get_data(as_text=True)
    with world.app.app_context(), world.session() as session:
        kept = [f"{row.outcome} {row.payload}" for row in session.scalars(select(OutboxRow))]
    assert "example.org" not in " ".join(kept)


def test_while_the_mail_server_is_away_letters_wait(world: World, ana: Person, called: Meeting, tmp_path: Path):
    post = Post(world, tmp_path, f"smtp://127.0.0.1:{free_port()}")
    with pytest.raises(OSError, match="refused"):
        smtplib.SMTP("127.0.0.1", free_port())

    with world.app.app_context(), clock.set_to(clock.now() + timedelta(minutes=1)):
        for _ in range(12):
            post.carry_out()

    assert "3 on their way" in ana.browser.get(f"/meetings/{called.id}").get_data(as_text=True)


def test_a_letter_of_a_worker_that_died_after_sending_is_known_as_the_same_letter(
    world: World, called: Meeting, tmp_path: Path, sink: tuple[Sink, str]
):
    """T-69: it comes twice at most, and with the same Message-ID, by which mail programs show it once."""
    server, url = sink
    post = Post(world, tmp_path, url)
    with world.app.app_context():
        with clock.set_to(clock.now() + timedelta(minutes=1)):
            outbox.carry_out(writer_engine(), post.jobs, structlog.get_logger())
            (taken,) = outbox.take(writer_engine(), acts=False, limit=1)
            post.jobs[taken.kind](taken.payload)
            assert len(server.taken) == 1
        post.deliver(clock.now() + LEASE + timedelta(minutes=2))

    ids = [letter.message["Message-ID"] for letter in server.taken]
    assert [letter.to for letter in server.taken] == ["ana@example.org", "ana@example.org", "cai@example.org"]
    assert ids[0] == ids[1] != ids[2]


# -- wanting no letters ---------------------------------------------------------------------------------------------


def test_the_link_in_a_letter_turns_letters_off_and_on_without_signing_in(
    world: World, ana: Person, called: Meeting, post: Post
):
    cai = post.deliver()[2]
    anybody = Browser(world.app)

    assert "Send me no more of these letters" in anybody.get(cai.stop).get_data(as_text=True)
    describe(ana, called, place="The school")
    assert len(post.deliver(clock.now() + timedelta(hours=1))) == 3, "looking at the page changes nothing"
    assert anybody.client.post(cai.stop, data={"letters": "off"}).status_code == 200
    describe(ana, called, place="The market")
    assert addresses(post.deliver(clock.now() + timedelta(hours=1))) == ["ana", "bo"]
    assert anybody.client.post(cai.stop, data={"letters": "on"}).status_code == 200
    describe(ana, called)
    assert addresses(post.deliver(clock.now() + timedelta(hours=1))) == ["ana", "bo", "cai"]


def test_mail_programs_turn_letters_off_with_one_click(world: World, ana: Person, called: Meeting, post: Post):
    bo = post.deliver()[1]
    assert bo.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    clicked = world.app.test_client().post(bo.stop, data={"List-Unsubscribe": "One-Click"})

    assert clicked.status_code == 200
    describe(ana, called, place="The school")
    assert addresses(post.deliver(clock.now() + timedelta(hours=1))) == ["ana", "cai"]


def test_nobody_turns_somebody_elses_letters_off(world: World, called: Meeting, post: Post):
    """T-36: the proof in a link is good for one person and one meeting."""
    ana, bo, _ = post.deliver()
    *_, meeting, person, token = ana.stop.split("/")
    *_, other, _ = bo.stop.split("/")
    anybody = Browser(world.app)
    assert anybody.get(ana.stop).status_code == 200

    for path in (
        f"/letters/{meeting}/{other}/{token}",
        f"/letters/{int(meeting) + 1}/{person}/{token}",
        f"/letters/{meeting}/{person}/{token[:-1]}",
    ):
        assert anybody.get(path).status_code == anybody.client.post(path).status_code == 404


def test_letters_are_turned_off_on_ones_own_page(world: World, ana: Person, cai: Person, called: Meeting, post: Post):
    post.deliver()
    assert "Letters about meetings" in cai.browser.get("/me").get_data(as_text=True)

    sent = cai.browser.send("/me", "/me/letters", group=group_number(world), letters="off")

    assert sent.status_code == 303
    describe(ana, called, place="The school")
    assert addresses(post.deliver(clock.now() + timedelta(hours=1))) == ["ana", "bo"]


def test_whoever_belongs_to_another_group_too_gets_the_letters_of_that_one(
    world: World, ana: Person, cai: Person, post: Post
):
    world.program(group_room(world, "HOU"), "groups.admit_member", person=cai.id, role="member")
    off = cai.act(f"person/{cai.id}", "meetings.choose_letters", group=group_number(world), letters="off")
    assert off.ok
    convened_meeting(world, starts_at=EVENING)
    assert addresses(post.deliver()) == ["ana", "bo"]

    convened_meeting(world, starts_at=EVENING, host="dee", group="HOU")

    assert addresses(post.deliver()) == ["cai", "dee", "eli"]


def test_letters_of_a_group_that_is_not_mine_are_not_mine_to_choose(world: World, cai: Person, dee: Person):
    housing = group_number(world, "HOU")
    assert dee.act(f"person/{dee.id}", "meetings.choose_letters", group=housing, letters="off").ok

    assert cai.act(f"person/{cai.id}", "meetings.choose_letters", group=housing, letters="off").code == "not_found"
    assert cai.act(f"person/{dee.id}", "meetings.choose_letters", group=housing, letters="off").code == "not_found"


# -- in every language ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_has_no_hole_left_open_in_any_language(kind: LetterKind, language: str):
    """T-78: whatever has changed, and whatever the words are."""
    now = letters.Description("100 % bikes", "", BEGINS, 45)
    before = letters.Description("Bikes", "The %(mill)s", BEGINS + timedelta(days=1), 90)
    for has_date in (True, False):
        told = letters.Told(
            kind=kind,
            now=now,
            before=before,
            has_date=has_date,
            zone="Europe/Madrid",
            group="Mobility",
            reason="The mill is flooded",
            cause="no_quorum",
            agenda=("1. Hello",),
            page=f"{OUR_ADDRESS}/meetings/1",
            stop=f"{OUR_ADDRESS}/letters/1/1/x",
        )
        written = letters.subject(language, told) + letters.text(language, told)

        assert "100 % bikes" in written
        assert "The mill is flooded" in written
        assert "%(" not in written.replace("The %(mill)s", "")
        assert ("18:00" in written) == has_date
