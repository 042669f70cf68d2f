"""A town in which something of everything has happened: what the sweeps look at, and the pictures show."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path

from deliberate.kernel.db import writer_engine
from deliberate.meetings.jobs import stop_path
from deliberate.people.tokens import hash_of
from tests.cast import Browser, Meeting, Person, World, convened_meeting, draft_meeting, open_meeting
from tests.every.scenes import (
    NIGHT_BUS,
    TO_PAU,
    asked_to_join,
    group_number,
    group_room,
    in_an_hour,
    mandate_of_housing,
    rules_agreed,
    suggested,
    tended_by_ana,
    the_mill,
    the_mill_is_open_in_the_evening,
    the_mill_names_cai_to_mobility,
)
from tests.installation import SECRET, Installation
from tests.meetings import at_the_door
from tests.spaces.places import new_hall

# Long enough to be cut off where there is no room.
TITLES = ("Hello", "Parking before the night bus, and what the neighbourhood can say about the stations", "Bye")
WORDS = "The parking comes before the night bus: without it nobody can say anything about the stations."
PDF = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


@dataclass
class Town:
    """A meeting of each state, who reads about them, and what else an address may name."""

    world: World
    meetings: dict[str, Meeting] = field(default_factory=dict)
    readers: dict[str, Person | None] = field(default_factory=dict)
    named: dict[str, object] = field(default_factory=dict)

    def path(self, pattern: str) -> str:
        """Where a look is. In an address, `{open}` is the number of the town's open meeting, `{code}` the code of the one to come."""
        numbers = {state: meeting.id for state, meeting in self.meetings.items()}
        return pattern.format(**numbers, **self.named, code=self.meetings["convened"].code)

    def person(self, handle: str) -> Person:
        return self.world.person(handle)


def town_of(world: World) -> Town:
    """Needs an installation that runs as the demonstration, so that /styleguide is open."""
    town = Town(world)
    town.readers |= {"nobody": None, "member": world.person("cai"), "facilitator": world.person("ana")}
    live_in_the_group(town)
    prepare_meetings(town)
    hold_meetings(town)
    call_meetings_off(town)
    stand_at_the_door(town)
    write_letters(town)
    # Whoever sees the wall of a hall is the one who facilitates, at the laptop there.
    town.readers["hall"] = world.person("ana")
    return town


def live_in_the_group(town: Town) -> None:
    """Somebody asks to join, somebody speaks for an organisation, rules were agreed, halls have hours, points wait."""
    world, ana = town.world, town.person("ana")
    tended_by_ana(world)
    asked_to_join(world, "nil")
    mandate_of_housing(world)
    suggested(world)
    (_, network, named) = the_mill_names_cai_to_mobility(world)
    do(ana, network, "organisations.name_representative", **named)
    (tender, _, hours) = the_mill_is_open_in_the_evening(world)
    do(tender, network, "spaces.set_opening_hours", **hours)
    agreed = rules_agreed(quorum="share", quorum_number=40, silence_days=14, words=WORDS)
    do(town.person("dee"), group_room(world, "HOU"), "groups.change_policy", **agreed)
    do(ana, network, "invitations.invite", **TO_PAU, group=group_number(world))
    town.readers["asker"] = world.person("nil")
    town.named |= {"group": group_number(world), "organisation": the_mill(world)}


def prepare_meetings(town: Town) -> None:
    """Drafts, and one that people were called to: with parts, suggestions, papers, answers, and a hall that is too small."""
    world, ana, bo, cai = town.world, *map(town.person, ("ana", "bo", "cai"))
    town.meetings |= {"empty": draft_meeting(world, titles=()), "draft": draft_meeting(world, titles=TITLES)}
    convened = town.meetings["convened"] = convened_meeting(world, titles=TITLES, hall=new_hall(world))
    do(ana, convened.room, "meetings.move_item", item=convened.items[2], before="", parent=convened.items[1])
    do(ana, group_room(world), "meetings.save_template", meeting=convened.id, name="Our evening")
    do(cai, convened.room, "meetings.suggest_item", **NIGHT_BUS)
    declined = do(bo, convened.room, "meetings.suggest_item", **NIGHT_BUS | {"title": TITLES[1]})["suggestion"]
    do(ana, convened.room, "meetings.decline_suggestion", suggestion=declined, words=WORDS)
    do(bo, convened.room, "meetings.say_whether", answer="remote", words="")
    do(cai, convened.room, "meetings.say_whether", answer="cannot_come", words=WORDS)
    hang_up(ana, convened)


def hold_meetings(town: Town) -> None:
    """In an item, having a break, being asked, about to begin with suggestions, and over."""
    world, ana, cai = town.world, town.person("ana"), town.person("cai")
    opened, paused, asked, closed = (open_meeting(world, titles=TITLES) for _ in range(4))
    town.meetings |= {"open": opened, "paused": paused, "asked": asked, "closed": closed}
    do(ana, opened.room, "meetings.move_item", item=opened.items[2], before="", parent=opened.items[1])
    for meeting, second in ((opened, 2), (paused, 1), (closed, 1)):
        do(ana, meeting.room, "meetings.start_item", item=meeting.items[0], after="")
        do(ana, meeting.room, "meetings.start_item", item=meeting.items[second], after=meeting.items[0])
    do(cai, opened.room, "meetings.suggest_item", **NIGHT_BUS)
    do(cai, opened.room, "meetings.leave_early", until=in_an_hour())
    do(ana, paused.room, "meetings.pause", reason="Coffee")
    question = do(ana, asked.room, "meetings.ask_agreement")["agreement"]
    object_to_it(town.person("bo"), asked, question)
    question = do(ana, closed.room, "meetings.ask_agreement")["agreement"]
    object_to_it(cai, closed, question)
    do(ana, closed.room, "meetings.close", carry=f"{closed.items[2]}")
    guest = town.readers["guest"] = asked.guest("Rosa")
    do(guest, asked.room, "meetings.arrive", mode="remote")


def call_meetings_off(town: Town) -> None:
    """Postponed to a date and to none, cancelled, not held."""
    world, ana = town.world, town.person("ana")
    later, without, cancelled = (convened_meeting(world, titles=TITLES) for _ in range(3))
    not_held = open_meeting(world, titles=TITLES)
    town.meetings |= {"later": later, "without_date": without, "cancelled": cancelled, "not_held": not_held}
    do(ana, later.room, "meetings.postpone", reason=WORDS, starts_at="2090-03-05T18:00")
    do(ana, without.room, "meetings.postpone", reason=WORDS, starts_at="")
    do(ana, cancelled.room, "meetings.cancel", reason=WORDS)
    do(ana, not_held.room, "meetings.declare_not_held", because="no_quorum", reason=WORDS)


def stand_at_the_door(town: Town) -> None:
    """Two wait, one was turned away, and two are in on one phone."""
    door = town.meetings["door"] = open_meeting(town.world, titles=TITLES)
    phone = at_the_door.join(town.world, door, "Maria Font")
    at_the_door.add(phone, door, "Pere Font")
    town.readers["household"] = at_phone(town, phone)
    ana = town.person("ana")
    do(ana, door.room, "meetings.set_door", one_by_one="true")
    town.readers["waiting"], turned_away, _ = (
        at_phone(town, at_the_door.join(town.world, door, name)) for name in ("Olga Sant", "Quim Ros", "Pau Mas")
    )
    town.readers["turned_away"] = turned_away
    do(ana, door.room, "meetings.turn_away", waiting=number_at_door(town, turned_away), words=WORDS)


def write_letters(town: Town) -> None:
    """Links that come by letter, good ones: of them only the hashes are kept."""
    world, cai, ana = town.world, town.person("cai"), town.person("ana")
    link, address, invitation = (f"a-link-in-a-letter-about-{what}" + "x" * 32 for what in ("sign-in", "address", "us"))
    world.program(f"person/{cai.id}", "people.make_link", token_hash=hash_of(link))
    asked = {"email": "cai.roca@example.org", "token": address}
    world.program(f"person/{cai.id}", "people.ask_for_address", **asked)
    sent = do(
        ana, "network/1", "invitations.invite", **TO_PAU | {"email": "mar@example.org"}, group=group_number(world)
    )
    know_link(town, sent["invitation"], invitation)
    stop = stop_path(SECRET, town.meetings["convened"].id, cai.id)
    town.named |= {"link": link, "address": address, "invitation": invitation, "stop": stop}


def in_a_hall(installation: Installation, folder: Path) -> Installation:
    """The same town, on a laptop in a hall."""
    laptop = installation.copy_to(folder)
    laptop.settings |= {"DELIBERATE_HALL": "1", "DELIBERATE_WIFI": "Factory", "DELIBERATE_WIFI_PASSWORD": "bread"}
    return laptop


# -- how it is done -------------------------------------------------------------------------------------------------


def do(person: Person, room: str, act: str, /, **inputs: object) -> dict[str, int]:
    done = person.act(room, act, **inputs)
    assert done.ok, (act, done)
    return done.ids


def object_to_it(person: Person, meeting: Meeting, agreement: int) -> None:
    do(person, meeting.room, "meetings.answer_agreement", agreement=agreement, reply="objection", words=WORDS)


def hang_up(person: Person, meeting: Meeting) -> None:
    """A paper on an item, and one on the meeting."""
    for item, name in (
        (meeting.items[1], "the-parking-before-the-night-bus-and-all-the-stations.pdf"),
        ("", "map.pdf"),
    ):
        token = person.browser.form_token("/sign-in")
        fields = {"csrf_token": token, "form": "attach", "item": str(item), "file": (io.BytesIO(PDF), name)}
        sent = person.browser.client.post(
            f"/meetings/{meeting.id}/files", data=fields, content_type="multipart/form-data"
        )
        assert sent.status_code == 303, sent.get_data(as_text=True)


def at_phone(town: Town, phone: Browser) -> Person:
    """All who are known on a phone, to be read as by the one who acts."""
    cookie = phone.client.get_cookie("deliberate")
    assert cookie
    return Person(town.world, cookie.value)


def number_at_door(town: Town, person: Person) -> int:
    from deliberate.meetings.queries import waiting_of

    with town.world.app.app_context(), town.world.session() as session:
        found = waiting_of(session, town.meetings["door"].id, person.id)
        assert found is not None
        return found.id


def know_link(town: Town, invitation: int, token: str) -> None:
    """The letter's own link is in nobody's hands but the reader's: this one stands in its place."""
    from sqlalchemy import update

    from deliberate.invitations.models import Invitation

    with town.world.app.app_context(), writer_engine().begin() as connection:
        connection.execute(update(Invitation).where(Invitation.id == invitation).values(token_hash=hash_of(token)))
