"""Meetings, their agenda, seats, and the plain agreements asked in them, one module for each part of their life."""

from __future__ import annotations

from deliberate.meetings.models.agenda import AgendaItem, ItemState, Purpose
from deliberate.meetings.models.agreeing import AgendaOnPaper, Agreement, AgreementReply, AgreementState, Reply
from deliberate.meetings.models.attending import Seat, SeatMode, SeatRole
from deliberate.meetings.models.door import ReturnCode, Waiting, WaitState
from deliberate.meetings.models.meeting import (
    NEVER_CALLED,
    NOT_LIVE,
    OVER,
    Meeting,
    MeetingGroup,
    MeetingKind,
    MeetingState,
    NotHeldCause,
)

__all__ = [
    "NEVER_CALLED",
    "NOT_LIVE",
    "OVER",
    "AgendaItem",
    "AgendaOnPaper",
    "Agreement",
    "AgreementReply",
    "AgreementState",
    "ItemState",
    "Meeting",
    "MeetingGroup",
    "MeetingKind",
    "MeetingState",
    "NotHeldCause",
    "Purpose",
    "Reply",
    "ReturnCode",
    "Seat",
    "SeatMode",
    "SeatRole",
    "WaitState",
    "Waiting",
]
