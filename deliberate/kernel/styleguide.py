"""Every part of the interface on one page, with its states; in the demonstration only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, Response

from deliberate.kernel import pages
from deliberate.kernel.feature import Feature

blueprint = Blueprint("styleguide", __name__)

MEANINGS = ("accent", "agreed", "concern", "attention", "objection", "quiet")
BEGAN = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)


def in_the_demo(session: object, viewer: object, **_: object) -> bool:
    """It is for whoever builds pages; where people meet there is nothing at this address."""
    return pages.machine().demo


FEATURE = Feature(name="styleguide", pages=blueprint, page_rights={"styleguide.show": in_the_demo})


@blueprint.get("/styleguide")
def show() -> Response:
    """All parts, in the reader's language, made of what the pages are made of."""
    missing = pages.say("Please fill this in.")
    return pages.show(
        "styleguide.html",
        meanings=MEANINGS,
        meeting=_meeting(),
        items=_agenda(),
        page_data={"language": pages.reader_language(), "zone": pages.machine().zone},
        **pages.Refusal("refused", "", {"title": [missing], "choice": [missing]}, {"title": ""}, 200).context(),
    )


def _meeting() -> Any:
    """As the lists of meetings take it."""
    mobility, housing = (SimpleNamespace(name_in=lambda _, name=name: name) for name in ("Mobilitat", "Etxebizitza"))
    return SimpleNamespace(
        id=0,
        title="Spring session",
        language="en",
        state="open",
        starts_at=BEGAN,
        zone="Europe/Madrid",
        groups=[mobility, housing],
        where_in=lambda _: "La Fàbrica",
    )


def _agenda() -> list[Any]:
    """One point of each state."""
    states = ("done", "current", "planned", "planned")
    purposes = ("check_in", "decide", "break", "explore")
    titles = ("Hello", "Parking before the night bus", "Coffee", "Bicycles on the bridge, and who repairs it")
    return [
        SimpleNamespace(
            id=number,
            number=str(number),
            title=title,
            purpose=purpose,
            presenter=SimpleNamespace(name="Rosa") if purpose == "decide" else None,
            minutes=10 * number,
            planned=10 * number,
            parts=[],
            state=state,
            started_at=BEGAN + timedelta(minutes=number) if state in ("done", "current") else None,
            ended_at=BEGAN + timedelta(minutes=8) if state == "done" else None,
        )
        for number, (title, purpose, state) in enumerate(zip(titles, purposes, states, strict=True), 1)
    ]
