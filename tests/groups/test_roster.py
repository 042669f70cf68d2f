"""Taking in a list of people, whatever program wrote it (T-54)."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from deliberate.groups import roster
from deliberate.groups.roster import Row, Trouble
from deliberate.kernel.outbox import OutboxRow
from tests.cast import Person, World
from tests.every.scenes import group_room
from tests.kernel.test_elsewhere import carry_out

TODAY = date(2026, 3, 5)
WHERE = "/groups/MOB/members/import"


def look_at(person: Person, content: bytes):
    token = person.browser.form_token(WHERE)
    data = {"csrf_token": token, "form": "look_at_list", "file": (io.BytesIO(content), "list.csv")}
    return person.browser.client.post(WHERE, data=data, content_type="multipart/form-data")


def take_in(person: Person, content: bytes):
    shown = look_at(person, content).get_data(as_text=True)
    rows = re.search(r'name="rows" value="([^"]*)"', shown)
    assert rows, shown
    typed = rows[1].replace("&#34;", '"')
    return person.browser.send(WHERE, WHERE, form="take_in_members", rows=typed)


def page(person: Person, path: str = "/groups/MOB") -> str:
    return person.browser.get(path).get_data(as_text=True)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_spreadsheets_file_is_read(delimiter: str, encoding: str):
    """T-54: with and without a mark at the beginning, with the letters of Windows, with commas, semicolons or tabs."""
    lines = ["Nom,Correu,Rol,Fins a", "Núria Pérez,nuria@example.org,qui pren acta,31/12/2026", "Jörg Müñoz,,,"]
    content = "\r\n".join(lines).replace(",", delimiter).encode(encoding)

    assert roster.read(content, TODAY).rows == (
        Row(2, "Núria Pérez", "nuria@example.org", "scribe", "2026-12-31"),
        Row(3, "Jörg Müñoz"),
    )


def test_a_list_without_a_head_has_the_usual_columns():
    assert roster.read(b"Pep,pep@example.org\nFlo", TODAY).rows == (Row(1, "Pep", "pep@example.org"), Row(2, "Flo"))


@pytest.mark.parametrize(
    ("row", "trouble"),
    [
        (";x@example.org", Trouble.NO_NAME),
        ('"=HYPERLINK(""http://x"";""Bo"")"', Trouble.FORMULA),
        ("+34 600", Trouble.FORMULA),
        ("@SUM(A1)", Trouble.FORMULA),
        ("Bo;bo at home", Trouble.WRONG_EMAIL),
        ("Bo;;king", Trouble.WRONG_ROLE),
        ("Bo;;member;soon", Trouble.WRONG_DAY),
        ("Bo;;member;2026-02-30", Trouble.WRONG_DAY),
        ("Bo;;member;2026-03-04", Trouble.DAY_PAST),
        ("Bo;;facilitator", Trouble.FACILITATOR_WITHOUT_EMAIL),
        ("Pep", Trouble.TWICE),
        ("x" * 81, Trouble.NAME_TOO_LONG),
        ("\u202e\u200b;", Trouble.NO_NAME),
    ],
)
def test_a_wrong_row_is_named_with_its_number_and_the_others_are_taken(row: str, trouble: Trouble):
    """T-54, T-45"""
    found = roster.read(f"name;email;role;until\nPep\n{row}\nFlo".encode(), TODAY)

    assert [one.name for one in found.rows] == ["Pep", "Flo"]
    assert [(one.number, one.trouble) for one in found.wrong] == [(3, trouble)]


def test_too_much_is_refused_before_it_is_read():
    """T-54: a hundred thousand rows, long or short."""
    assert roster.read(b"somebody\n" * 100_000, TODAY).trouble == Trouble.TOO_BIG
    assert roster.read(b"x\n" * 100_000, TODAY).trouble == Trouble.TOO_MANY_ROWS
    names = "\n".join(f"Person {n}" for n in range(2000))
    assert len(roster.read(names.encode(), TODAY).rows) == 2000
    assert roster.read(f"name\n{names}".encode(), TODAY).trouble is None
    assert roster.read(f"{names}\nOne more".encode(), TODAY).trouble == Trouble.TOO_MANY_ROWS


def test_a_list_that_is_far_too_long_is_answered_with_what_to_do(ana: Person):
    """T-54: the server does not even take it in."""
    refused = look_at(ana, b"Somebody with a name,somebody@example.org\n" * 100_000)
    assert refused.status_code == 413
    assert "a shorter text or a smaller file" in refused.get_data(as_text=True)

    refused = look_at(ana, b"Somebody\n" * 60_000)
    assert refused.status_code == 422
    assert "This file is too big" in refused.get_data(as_text=True)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\x89PNG\r\n\x1a\n\0\0", b"PK\x03\x04\0\0", b"\xff\xfe\x00"])
def test_what_is_no_list_is_called_so(content: bytes):
    """T-54"""
    assert roster.read(content, TODAY).trouble == Trouble.NOT_A_LIST


def test_nothing_happens_before_it_was_seen(ana: Person, world: World):
    shown = look_at(ana, b"Pep Riera\nBo Etxea\n=1+1").get_data(as_text=True)

    assert "Nothing has happened yet" in shown
    assert "Who is in the group already" in shown
    assert "Row 3" in shown
    assert "The name begins like a formula" in shown
    assert "Pep Riera" not in page(ana)


def test_who_has_no_address_belongs_at_once_and_who_has_one_gets_a_letter(ana: Person, world: World):
    taken = take_in(
        ana, b"name;email;role;until\nPep Riera;;observer;\nFlo;flo@example.org;scribe;2027-03-31\nBo Etxea;;;"
    )
    assert taken.status_code == 303

    assert "Pep Riera" in page(ana)
    assert "Flo" not in page(ana)
    assert page(ana).count("Bo Etxea") == page(world.person("bo")).count("Bo Etxea") + 2, "once, with its form"
    assert carry_out(world) == 1
    (letter,) = letters(world)
    assert (letter.email, letter.role, str(letter.last_day)) == ("flo@example.org", "scribe", "2027-03-31")
    assert letter.invited_by_id == ana.id, "who can take it back"


def letters(world: World) -> list[Any]:
    from deliberate.invitations.models import Invitation

    with world.app.app_context(), world.session() as session:
        return list(session.scalars(select(Invitation)))


def test_who_accepts_has_the_role_of_the_list_until_its_day(ana: Person, dee: Person, world: World):
    take_in(ana, b"Dee,dee@example.org,scribe,2027-03-31")
    carry_out(world)
    with world.app.app_context(), world.session() as session:
        token = session.scalars(select(OutboxRow).where(OutboxRow.kind == "invitations.mail")).one().payload["token"]

    assert dee.browser.send("/groups", f"/invitation/{token}").status_code == 303
    carry_out(world)

    assert "Your role: Minute-taker, until March 31, 2027." in page(dee)


def test_whether_an_address_is_known_is_not_told(ana: Person):
    """Dee has an account, Flo has none; the importer reads the same of both."""
    known, new = (
        look_at(ana, f"Somebody,{address}".encode()).get_data(as_text=True).replace(address, "…")
        for address in ("dee@example.org", "flo@example.org")
    )
    without_token = re.compile(r'(csrf_token|act_id)" value="[^"]*"')

    assert without_token.sub("", known) == without_token.sub("", new)


def test_a_list_of_two_thousand_is_taken_in_with_one_act(ana: Person, world: World):
    content = "\n".join(f"Person {n}" for n in range(2000)).encode()

    assert take_in(ana, content).status_code == 303
    assert "2003 people" in page(ana)


def test_rows_that_nobody_saw_are_judged_again(ana: Person, world: World):
    """T-54: the form's hidden field is written by whoever sends it."""
    for rows in (
        "",
        "[]",
        "nonsense",
        '[[1,"=cmd()","","member",""]]',
        '[[1,"A","","king",""]]',
        '[["1","A","","",""]]',
    ):
        assert ana.act(group_room(world), "groups.take_in_members", rows=rows).code == "nobody_to_take_in", rows
    assert ana.act(group_room(world), "groups.take_in_members", rows='[[1,"A","","member",""]]').ok


def test_a_list_is_written_so_that_no_spreadsheet_runs_it(ana: Person, cai: Person):
    """T-54"""
    cai.browser.send("/me", "/me/do/introduce_oneself", name="=1+1", public_name="full", language="en")

    file = ana.browser.get("/groups/MOB/members.csv")

    assert file.mimetype == "text/csv"
    told = file.get_data().decode("utf-8-sig")
    assert "'=1+1" in told
    assert "\n=1+1" not in told
    assert "example.org" not in told


def test_only_facilitators_take_lists_in_and_out(cai: Person, dee: Person):
    for person in (cai, dee):
        assert person.browser.get(WHERE).status_code == 404
        assert person.browser.get("/groups/MOB/members.csv").status_code == 404


def test_a_nested_list_is_none_of_ours(world: World, ana: Person):
    """Deeper than the reader of JSON goes: refused like any other nonsense, and nothing breaks."""
    for typed in ("[" * 5000, '{"en":' * 5000):
        assert ana.act(group_room(world), "groups.take_in_members", rows=typed).code == "nobody_to_take_in"
        described = {"group": 1, "kind": "table", "names": typed, "purposes": "{}"}
        assert ana.act("network/1", "groups.describe_group", **described).code == "invalid"
