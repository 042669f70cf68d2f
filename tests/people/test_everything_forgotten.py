"""Somebody who has done all there is to do asks to be forgotten: no column of any table, and no byte of the file, still tells (T-74).

Generated from the tables: each column that can hold words is named here, as what people say or as something else; a new one has to be.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO

import pytest
from sqlalchemy import JSON, String, select

from deliberate.groups.models import JoinRequest
from deliberate.kernel.db import Base
from deliberate.kernel.record import Room, why_not_intact
from tests.cast import Browser, Meeting, Person, World, convened_meeting, open_meeting
from tests.every.scenes import (
    CODE,
    TO_PAU,
    asked_to_join,
    group_number,
    group_room,
    membership,
    object_to,
    rules_agreed,
    seat,
    tended_by_ana,
    the_mill,
)
from tests.letters import carry_out
from tests.meetings.at_the_door import as_person, join
from tests.meetings.test_claiming import claim, sign_in

SAID = "Quokka"
"""The word that Cai has in everything that he says."""
PRIVATE = (SAID, "Cai Roca", "Roca", "Caio", "cai@example.org", "cai.roca@example.org")

SPOKEN = {
    ("accounts", "email"),
    ("address_changes", "email"),
    ("agreement_replies", "words"),
    ("attachments", "name"),
    ("entries", "personal"),
    ("expectations", "words"),
    ("invitations", "email"),
    ("join_requests", "answer"),
    ("join_requests", "words"),
    ("meetings", "pause_reason"),
    ("meetings", "reason"),
    ("persons", "name"),
    ("policy_versions", "words"),
    ("sign_ins", "device"),
    ("suggestions", "answer"),
    ("suggestions", "title"),
    ("suggestions", "words"),
    ("waiting", "words"),
}
"""Where people stand with their name, their address or their own words: in each there is something of Cai's, and then there is not."""

OF_ALL = {
    ("agenda_items", "title"),
    ("agenda_templates", "name"),
    ("agenda_templates", "points"),
    ("entries", "facts"),
    ("groups", "code"),
    ("groups", "names"),
    ("groups", "purposes"),
    ("halls", "name"),
    ("mandates", "extensions"),
    ("mandates", "outcome"),
    ("mandates", "proposal"),
    ("mandates", "purpose"),
    ("mandates", "reporting"),
    ("meetings", "place"),
    ("meetings", "title"),
    ("meetings", "told"),
    ("organisations", "name"),
    ("organisations", "web_address"),
    ("policy_versions", "rules"),
    ("spaces", "access_words"),
    ("spaces", "address"),
    ("spaces", "closed_reason"),
    ("spaces", "code"),
    ("spaces", "contact"),
    ("spaces", "directions"),
    ("spaces", "hours"),
    ("spaces", "names"),
    ("spaces", "website"),
    ("suggestions", "heading"),
}
"""What is said in the name of a group, a meeting or the network stays, whoever typed it."""

OF_THE_PROGRAM = {
    "accounts": "password",
    "acts": "act_id name digest answer touched undo rights_changed_for",
    "address_changes": "token_hash",
    "agenda_items": "number purpose state",
    "agreement_replies": "reply",
    "agreements": "about state",
    "attachments": "key",
    "entries": "kind hash",
    "expectations": "answer",
    "groups": "kind openness",
    "halls": "facilities",
    "installation": "epoch",
    "invitations": "language role token_hash",
    "join_requests": "state",
    "meetings": "kind state language zone join_code not_held_because calendar_uid",
    "memberships": "role",
    "organisations": "kind",
    "outbox": "act_id kind payload lease outcome about key",
    "persons": "public_name language",
    "processes": "id online",
    "return_codes": "code_hash",
    "rooms": "kind head",
    "seats": "mode roles",
    "sign_in_links": "token_hash",
    "sign_ins": "token_hash",
    "spaces": "facilities kind state zone",
    "stored_files": "digest kind",
    "suggestions": "purpose state",
    "waiting": "state",
}
"""Codes, hashes, and what the program needs; nobody's words stand there."""


def columns_for_words() -> set[tuple[str, str]]:
    """Every column of every table that can hold text: as such, or in JSON."""
    return {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, (String, JSON))
    }


def test_every_column_that_can_hold_words_is_thought_of():
    """T-74: whoever adds one says here whose words they are; what a person says is then erased with them."""
    of_the_program = {(table, name) for table, names in OF_THE_PROGRAM.items() for name in names.split()}

    assert SPOKEN | OF_ALL | of_the_program == columns_for_words()
    assert not SPOKEN & OF_ALL


@dataclass
class Life:
    """All that Cai did, and where."""

    called_off: Meeting
    on: Meeting
    over: Meeting

    @property
    def pages(self) -> list[str]:
        meetings = [f"/meetings/{one.id}" for one in (self.called_off, self.on, self.over)]
        return [
            *("/", "/groups", "/organisations", "/organisations/1", "/spaces"),
            *(f"/groups/{code}{more}" for code in ("MOB", "HOU") for more in ("", "/members", "/policy", "/next")),
            *(f"{path}{more}" for path in meetings for more in ("", "/files", "/live", "/plain", "/calendar.ics")),
        ]


@pytest.fixture
def life(world: World, cai: Person) -> Life:
    """Cai facilitates Mobility with Ana, and does whatever can be done."""
    ana = world.person("ana")
    tended_by_ana(world)
    _in_the_network(world, ana, cai)
    _in_groups(world, ana, cai)
    called_off = _before_a_meeting(world, ana, cai)
    on, over = _in_a_meeting(world, ana, cai), _after_a_meeting(world, ana, cai)
    carry_out(world)
    return Life(called_off, on, over)


def done(answer) -> dict[str, int]:
    assert answer.ok, answer
    return answer.ids


def _in_the_network(world: World, ana: Person, cai: Person) -> None:
    named = {"organisation": the_mill(world), "group": group_number(world), "person": cai.id}
    done(ana.act("network/1", "organisations.name_representative", **named, last_day="", zone="Europe/Madrid"))
    done(cai.act(f"person/{cai.id}", "organisations.state_affiliation", organisation=the_mill(world)))
    to_cai = TO_PAU | {"email": "cai@example.org", "group": group_number(world)}
    done(ana.act("network/1", "invitations.invite", **to_cai))
    Browser(world.app).send("/sign-in", "/sign-in", form="link", email="cai@example.org")
    assert cai.browser.send("/me", "/me/do/ask_for_address", email="cai.roca@example.org").status_code == 303
    world.program(
        f"person/{cai.id}", "people.sign_in_by_password", token_hash=uuid.uuid4().hex, device=f"{SAID} browser"
    )


def _in_groups(world: World, ana: Person, cai: Person) -> None:
    mobility, housing = group_room(world), group_room(world, "HOU")
    asked = {"person": cai.id, "words": f"{SAID} lives there"}
    request = world.program(housing, "groups.ask_to_join", **asked)["request"]
    done(world.person("dee").act(housing, "groups.decline_asker", request=request, words=f"No, {SAID}"))
    world.program(housing, "groups.ask_to_join", **asked)
    done(ana.act(mobility, "groups.change_role", membership=membership(world, "cai"), role="facilitator", last_day=""))
    declined = {"request": asked_to_join(world, "dee"), "words": f"{SAID} is full"}
    done(cai.act(mobility, "groups.decline_asker", **declined))
    done(cai.act(mobility, "groups.change_policy", **rules_agreed(money_limit=500) | {"words": f"{SAID} said so"}))
    done(cai.act("network/1", "invitations.invite", **TO_PAU | {"group": group_number(world)}))
    sent = {"membership": membership(world, "cai"), "group": group_number(world, "HOU"), "last_day": ""}
    done(ana.act(mobility, "groups.send_representative", **sent))
    waits = done(cai.act(mobility, "meetings.suggest_for_next_time", **_suggestion("waits")))["suggestion"]
    done(cai.act(mobility, "meetings.reword_for_next_time", suggestion=waits, **_suggestion("reworded")))
    gone = done(cai.act(mobility, "meetings.suggest_for_next_time", **_suggestion("gone")))["suggestion"]
    done(cai.act(mobility, "meetings.withdraw_for_next_time", suggestion=gone))
    of_bo = done(world.person("bo").act(mobility, "meetings.suggest_for_next_time", **_suggestion("", title="Bikes")))
    no = {"suggestion": of_bo["suggestion"], "words": f"{SAID} hates bikes"}
    done(cai.act(mobility, "meetings.decline_for_next_time", **no))
    done(cai.act(f"person/{cai.id}", "meetings.choose_letters", group=group_number(world), letters="off"))


def _suggestion(what: str, **otherwise: object) -> dict[str, object]:
    words = f"{SAID} {what}" if what else ""
    return {"title": words, "purpose": "explore", "minutes": 15, "words": words, "presents": "true"} | otherwise


def _before_a_meeting(world: World, ana: Person, cai: Person) -> Meeting:
    meeting = convened_meeting(world)
    done(cai.act(meeting.room, "meetings.say_whether", answer="cannot_come", words=f"{SAID} is ill"))
    for fate in ("taken", "declined", "open"):
        number = done(cai.act(meeting.room, "meetings.suggest_item", **_suggestion(fate, title=fate)))["suggestion"]
        if fate == "taken":
            done(ana.act(meeting.room, "meetings.take_suggestion", suggestion=number, parent="", before=""))
        if fate == "declined":
            done(ana.act(meeting.room, "meetings.decline_suggestion", suggestion=number, words="Another time"))
    _add_paper(cai, meeting)
    done(cai.act(meeting.room, "meetings.cancel", reason=f"{SAID} lost the key"))
    return meeting


def _add_paper(person: Person, meeting: Meeting) -> None:
    page = f"/meetings/{meeting.id}/files"
    paper = (BytesIO(b"A plan of the mill"), f"{SAID} of Cai Roca.txt")
    assert person.browser.send(page, page, file=paper, item="").status_code == 303


def _in_a_meeting(world: World, ana: Person, cai: Person) -> Meeting:
    """A meeting in which Cai was a guest first, and then went on with his account; it is paused."""
    meeting = open_meeting(world, here=("ana", "bo"))
    phone = join(world, meeting, "Caio Roca")
    guest = as_person(world, phone)
    done(guest.act(meeting.room, "meetings.arrive", mode="remote"))
    done(guest.act(meeting.room, "meetings.suggest_item", **_suggestion("as guest")))
    agreement = done(ana.act(meeting.room, "meetings.ask_agreement"))["agreement"]
    objection = {"agreement": agreement, "reply": "objection", "words": f"{SAID} as a guest"}
    done(guest.act(meeting.room, "meetings.answer_agreement", **objection))
    done(cai.act(meeting.room, "meetings.arrive", mode="in_the_room"))
    sign_in(world, phone, cai)
    assert claim(phone, meeting, "Caio Roca").status_code == 303
    object_to(world, meeting, agreement)
    done(cai.act(meeting.room, "meetings.answer_agreement", **objection | {"words": f"{SAID} objects"}))
    done(cai.act(meeting.room, "meetings.set_door", one_by_one="true"))
    waiting = meeting.guest("Wim")
    with world.app.app_context(), world.session() as session:
        number = _waiting(session, meeting, waiting.id)
    done(cai.act(meeting.room, "meetings.turn_away", waiting=number, words=f"{SAID} knows no Wim"))
    done(
        cai.act(meeting.room, "meetings.leave_early", until=""),
    ) if False else None
    done(cai.act(meeting.room, "meetings.pause", reason=f"{SAID} needs coffee"))
    return meeting


def _waiting(session, meeting: Meeting, person: int) -> int:
    from deliberate.meetings.queries import waiting_of

    found = waiting_of(session, meeting.id, person)
    assert found is not None
    return found.id


def _after_a_meeting(world: World, ana: Person, cai: Person) -> Meeting:
    """A meeting held on paper, with somebody's words by name, and a template made of it."""
    meeting = convened_meeting(world)
    told = [{"item": meeting.items[0], "minutes": 20, "words": f"{SAID} knows us now."}]
    people = {"members": str(cai.id), "in_full": "", "by_first_name": "", "by_role": ""}
    agenda = {"agenda": "agreed", "no_objection": 3, "objections": f"{SAID} on a slip"}
    times = {"began_at": "2026-03-05T18:10", "ended_at": "2026-03-05T19:25"}
    done(cai.act(meeting.room, "meetings.enter_from_paper", **times | people | agenda, items=json.dumps(told)))
    return meeting


def forget(world: World, person: Person, name: str) -> None:
    assert person.browser.send("/me/forget", "/me/forget", form="forget_me", name=name).status_code == 303
    carry_out(world)


def telling(world: World) -> dict[tuple[str, str], set[str]]:
    """Of every column that can hold words, which private ones it still has."""
    found: dict[tuple[str, str], set[str]] = {}
    with closing(sqlite3.connect(world.installation.folder / "deliberate.sqlite")) as database:
        for table, column in columns_for_words():
            # Names of tables and columns: our own.
            values = database.execute(f'SELECT "{column}" FROM "{table}"').fetchall()
            found[table, column] = {word for word in PRIVATE for (value,) in values if word in str(value)}
    return found


def faults(world: World) -> list[str]:
    with world.app.app_context(), world.session() as session:
        return [why for room in session.scalars(select(Room)) if (why := why_not_intact(session, room))]


def test_whoever_has_done_everything_is_forgotten_everywhere(world: World, life: Life, cai: Person):
    """T-74"""
    before = telling(world)
    assert {column for column in SPOKEN if not before[column]} == set(), "the story leaves these out"
    assert faults(world) == []

    forget(world, cai, "Cai Roca")

    assert {column: words for column, words in telling(world).items() if words} == {}
    assert faults(world) == []


def test_no_byte_of_the_database_tells(world: World, life: Life, cai: Person):
    """T-74: what is erased is overwritten."""
    file = world.installation.folder / "deliberate.sqlite"
    forget(world, cai, "Cai Roca")
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    for kept in world.installation.folder.rglob("*"):
        # `mail/` is where letters lie when no server is set: the operator's, as docs/running.md says.
        if kept.is_file() and kept.parent.name != "mail":
            raw = world.installation.raw(str(kept))
            assert [word for word in PRIVATE if word.encode() in raw] == [], kept.name


def test_no_page_tells_whoever_reads(world: World, life: Life, cai: Person):
    """T-74"""
    readers = {"facilitator": world.person("ana").browser, "stranger": world.person("dee").browser}
    readers["nobody"] = Browser(world.app)
    before = "".join(
        readers["facilitator"].get(path, follow_redirects=True).get_data(as_text=True) for path in life.pages
    )
    assert SAID in before
    assert "Cai Roca" in before

    forget(world, cai, "Cai Roca")

    for reader, browser in readers.items():
        for path in life.pages:
            answer = browser.get(path, follow_redirects=True)
            assert answer.status_code < 500, path
            page = answer.get_data(as_text=True)
            assert [word for word in PRIVATE if word in page] == [], (reader, path)


def test_one_reads_all_of_it_before(world: World, life: Life, cai: Person):
    """T-74: what is held is told to whom it is held about."""
    held = json.loads(cai.browser.get("/me/data.json").get_data(as_text=True))["held"]

    told = json.dumps(held)
    said = ("lives there", "as a guest", "is ill", "waits", "said so", "lost the key", "needs coffee")
    assert [words for words in said if words not in told] == [], "of these nothing is told"
    for part in ("suggestions", "expectations", "letters_off", "attachments", "rules", "entered", "join_requests"):
        assert held[part], part


def test_what_belongs_to_all_stays(world: World, life: Life, cai: Person):
    forget(world, cai, "Cai Roca")
    ana = world.person("ana")

    files = ana.browser.get(f"/meetings/{life.called_off.id}/files").get_data(as_text=True)
    agenda = ana.browser.get(f"/meetings/{life.called_off.id}").get_data(as_text=True)

    assert "file.txt" in files, "the paper is the meeting's; the name that he gave it is not"
    assert "taken" in agenda, "what was taken in is on the agenda"


def test_nobody_comes_back_to_the_place_of_somebody_forgotten(world: World, under_way: Meeting, ana: Person):
    """Neither by a code made before, nor by one made after."""
    rosa = under_way.guest("Rosa Luz")
    place = seat(rosa, under_way)
    made = {"seat": place, "code": CODE, "lost": ""}
    assert ana.act(under_way.room, "meetings.make_return_code", **made).ok

    forget(world, rosa, "Rosa Luz")

    back = world.app.test_client().post("/api/v1/join", json={"code": CODE})
    assert back.status_code == 403 or back.status_code == 404 or back.status_code == 409, back.get_data(as_text=True)
    assert ana.act(under_way.room, "meetings.make_return_code", **made).code == "not_found"


def test_whoever_only_waited_at_the_door_is_forgotten_too(world: World, under_way: Meeting, ana: Person):
    """T-74: and the desk sees nobody waiting."""
    assert ana.act(under_way.room, "meetings.set_door", one_by_one="true").ok
    rosa = under_way.guest("Rosa Luz")
    door = f"/meetings/{under_way.id}/door"
    assert "Rosa Luz" in ana.browser.get(door).get_data(as_text=True)

    forget(world, rosa, "Rosa Luz")

    with closing(sqlite3.connect(world.installation.folder / "deliberate.sqlite")) as database:
        assert "Rosa" not in "\n".join(database.iterdump())
        assert database.execute("SELECT count(*) FROM waiting").fetchone() == (0,)
    assert faults(world) == []


def test_a_child_is_forgotten_too(world: World, under_way: Meeting):
    """T-74"""
    nina = under_way.guest("Nina Mas", is_child=True)
    assert nina.act(under_way.room, "meetings.arrive", mode="in_the_room").ok
    assert nina.act(under_way.room, "meetings.suggest_item", **_suggestion("of a child")).ok

    forget(world, nina, "Nina Mas")

    assert {column: words for column, words in telling(world).items() if SAID in words} == {}
    with closing(sqlite3.connect(world.installation.folder / "deliberate.sqlite")) as database:
        assert "Nina" not in "\n".join(database.iterdump())


def test_what_was_still_on_its_way_brings_nobody_back(world: World, cai: Person, dee: Person):
    """An admission that is carried out after somebody was forgotten finds nobody to admit."""
    person = cai.id
    forget(world, cai, "Cai Roca")

    from deliberate.kernel.errors import NotFound

    for act, more in (("admit_member", {"role": "member"}), ("join_group", {}), ("ask_to_join", {"words": "Hello"})):
        with pytest.raises(NotFound):
            world.program(group_room(world, "HOU"), f"groups.{act}", person=person, **more)
    with world.app.app_context(), world.session() as session:
        assert session.scalars(select(JoinRequest).where(JoinRequest.person_id == person)).all() == []


def test_two_who_facilitate_do_not_both_leave_at_once_by_being_forgotten(world: World, ana: Person, cai: Person):
    """The membership of the first ends a moment later; the second is asked to hand over all the same."""
    raised = {"membership": membership(world, "cai"), "role": "facilitator", "last_day": ""}
    assert ana.act(group_room(world), "groups.change_role", **raised).ok
    assert cai.browser.send("/me/forget", "/me/forget", form="forget_me", name="Cai Roca").status_code == 303

    assert ana.act(f"person/{ana.id}", "people.forget_me", name="Ana Prats").code == "only_facilitator_of_a_group"
