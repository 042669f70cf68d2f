"""A laptop that serves a hall without internet: it sets itself up when it is first used, and tells how people come in."""

from __future__ import annotations

import json
import sys
import uuid
from typing import Any

import click
import segno
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select
from sqlalchemy.orm import Session

from deliberate.config import ROOT
from deliberate.groups.models import Group, Membership, Role
from deliberate.kernel import nearby
from deliberate.kernel.db import reading_session
from deliberate.kernel.language import LANGUAGES, N_, say
from deliberate.people.models import Account, Person

OUR_TABLE = N_("Our table")
FACILITATOR = N_("Facilitator")
CODE = "HALL"


def set_up(app: Flask, facilitator: str) -> int:
    """Have a database, a group and somebody who facilitates it; the number of that person. What is there already stays as it is."""
    with app.app_context():
        upgrade(str(ROOT / "migrations"))
        with reading_session() as session:
            found = _facilitator_of_some_group(session, facilitator)
            group = session.scalar(select(Group.id).order_by(Group.id))
        return found or _take_in(app, facilitator, group or _found_group(app))


def tell_the_way_in(port: int, link: str) -> None:
    """Print which address people type, a code for their cameras, and the facilitator's own way in."""
    addresses = [f"http://{address}:{port}" for address in nearby.addresses()]
    if addresses:
        click.echo(f"\nPeople in the same wifi open {addresses[0]}\n")
        _draw(addresses[0])
        if addresses[1:]:
            click.echo(f"If that is not reached, another address of this laptop: {', '.join(addresses[1:])}")
    else:
        click.echo(
            "\nThis laptop is in no network yet. Make a wifi or join one; then see which address people type at /hall."
        )
    click.echo(
        f"Whoever facilitates signs in on this laptop, once and within half an hour: http://127.0.0.1:{port}{link}"
    )
    click.echo(f"For the wall: http://127.0.0.1:{port}/hall   No mail is sent from here.\n")


def _facilitator_of_some_group(session: Session, name: str) -> int | None:
    chosen = (
        select(Person.id)
        .join(Membership, Membership.person_id == Person.id)
        .join(Account, Account.person_id == Person.id)
        .where(Membership.role == Role.FACILITATOR, Membership.until.is_(None))
        .order_by(Membership.id)
    )
    return session.scalar(chosen.where(Person.name == name) if name else chosen)


def _found_group(app: Flask) -> int:
    names = json.dumps({code: say(code, OUR_TABLE) for code in LANGUAGES})
    inputs = {"code": CODE, "kind": "table", "names": names, "purposes": "{}"}
    return int(_program(app, "network/1", "groups.found_group", inputs)["group"])


def _take_in(app: Flask, name: str, group: int) -> int:
    language = app.extensions["deliberate"].home_language
    person = _program(
        app,
        "network/1",
        "people.register_person",
        {
            "name": name or say(language, FACILITATOR),
            "public_name": "first_name",
            "language": language,
            "email": f"{uuid.uuid4()}@hall.test",  # an account needs one, and here none can be written to
        },
    )["person"]
    _program(app, f"group/{group}", "groups.admit_member", {"person": person, "role": "facilitator"})
    return int(person)


def _program(app: Flask, room: str, act: str, inputs: dict[str, Any]) -> dict[str, int]:
    doors = app.extensions["deliberate"].doors
    answer: dict[str, Any] = doors.act_as_system(room=room, name=act, inputs=inputs, act_id=str(uuid.uuid4()))
    return dict(answer["ids"])


def _draw(address: str) -> None:
    in_half_blocks = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    segno.make(address, error="l").terminal(compact=in_half_blocks)
