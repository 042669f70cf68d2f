"""What the operator does for people on the command line."""

from __future__ import annotations

from tests.cast import Browser, Meeting, Person, World, names
from tests.letters import carry_out, letters


def test_the_operator_invites_the_first_people(world: World):
    world.installation.command("user", "invite", "pau@example.org", "MOB", "facilitator", "--language", "ca")

    (letter,) = letters(world)

    assert letter.to == "pau@example.org"
    assert Browser(world.app).get(letter.path).status_code == 200


def test_the_operator_is_told_that_there_is_no_such_group(world: World):
    ended = world.installation.command("user", "invite", "pau@example.org", "NON", check=False)

    assert ended.returncode == 1
    assert "There is no group with that code." in ended.stderr
    assert letters(world) == []


def test_the_operator_erases_somebody_at_their_wish(world: World, cai: Person):
    slip = world.installation.command("user", "forget", "cai@example.org", "--name", "Bo Etxea", check=False)
    assert slip.returncode == 1
    assert cai.browser.get("/me").status_code == 200

    world.installation.command("user", "forget", "cai@example.org", "--name", "Cai Roca")
    carry_out(world)

    assert cai.browser.get("/me").status_code == 401
    assert not names(world.person("ana").browser.get("/groups/MOB").get_data(as_text=True), "Cai")


def test_the_operator_erases_somebody_who_never_had_an_account(world: World, under_way: Meeting, ana: Person):
    """T-74: whoever was entered at a desk, on paper or by a list has no page on which to ask for it."""
    assert ana.act(under_way.room, "meetings.seat_person", name="Pau Mas", person="", mode="in_the_room").ok
    asked = world.installation.command("user", "forget", "--name", "Pau Mas", check=False)
    assert asked.returncode == 1
    number = asked.stderr.split("--person ")[1].split(":")[0]

    slip = world.installation.command("user", "forget", "--name", "Pau", "--person", number, check=False)
    assert slip.returncode == 1
    world.installation.command("user", "forget", "--name", "Pau Mas", "--person", number)
    carry_out(world)

    assert "Pau Mas" not in ana.browser.get(f"/meetings/{under_way.id}/plain").get_data(as_text=True)
    nobody = world.installation.command("user", "forget", "--name", "Pau Mas", check=False)
    assert "Nobody without an account has that name." in nobody.stderr
