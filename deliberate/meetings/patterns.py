"""Agendas to begin with: what stands on each, in sentences that are said in the meeting's own language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deliberate.kernel.language import N_


@dataclass(frozen=True)
class Point:
    """Something on an agenda that is used again; a part belongs to the last point that is none."""

    title: str
    purpose: str
    minutes: int | None
    is_part: bool = False


@dataclass(frozen=True)
class Pattern:
    """An agenda that everybody may begin with."""

    name: str
    points: tuple[Point, ...]


PATTERNS: Mapping[str, Pattern] = {
    "table_session": Pattern(
        N_("Table session"),
        (
            Point(N_("How are we today?"), "check_in", 10),
            Point(N_("What we promised last time"), "review", 10),
            Point(N_("What is going on among us"), "inform", 15),
            Point(N_("This evening’s subject"), "explore", 45),
            Point(N_("What we want to bring to the plenary"), "consult", 15),
            Point(N_("Who does what until the next time"), "decide", 10),
            Point(N_("How was this meeting?"), "closing", 10),
        ),
    ),
    "plenary": Pattern(
        N_("Plenary"),
        (
            Point(N_("Welcome"), "check_in", 10),
            Point(N_("What became of our last decisions"), "report", 15),
            Point(N_("What the tables bring"), "inform", 30),
            Point(N_("What we decide together"), "decide", None),
            Point(N_("Hearing the proposal, and questions"), "inform", 15, is_part=True),
            Point(N_("What do we think of it?"), "consult", 15, is_part=True),
            Point(N_("Any objection?"), "decide", 20, is_part=True),
            Point(N_("A break"), "break", 15),
            Point(N_("Any other business"), "any_other_business", 10),
            Point(N_("How was this meeting?"), "closing", 10),
        ),
    ),
    "working_group": Pattern(
        N_("Working group"),
        (
            Point(N_("How are we today?"), "check_in", 5),
            Point(N_("What was asked of us, and by when"), "review", 10),
            Point(N_("What each of us has done"), "report", 20),
            Point(N_("What holds us up"), "explore", 25),
            Point(N_("What we do next, and who"), "decide", 20),
            Point(N_("What we report back"), "inform", 5),
            Point(N_("How was this meeting?"), "closing", 5),
        ),
    ),
    "first_meeting": Pattern(
        N_("First meeting"),
        (
            Point(N_("Who we are, and what brings us here"), "check_in", 20),
            Point(N_("What this group is for"), "inform", 15),
            Point(N_("What we hope for, and what worries us"), "explore", 25),
            Point(N_("How we want to work together"), "decide", None),
            Point(N_("When and where we meet"), "decide", 10, is_part=True),
            Point(N_("How we decide"), "decide", 15, is_part=True),
            Point(N_("Who facilitates, and who takes minutes"), "decide", 10, is_part=True),
            Point(N_("Our first steps"), "explore", 20),
            Point(N_("How was this meeting?"), "closing", 5),
        ),
    ),
}
