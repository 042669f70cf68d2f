"""Spaces, their halls, and who has a hall when."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.kernel.db import Base
from deliberate.kernel.language import in_language
from deliberate.kernel.record import Room
from deliberate.spaces.rules import is_step_free


class SpaceKind(StrEnum):
    """What a space is mostly for."""

    CULTURE = "culture"
    PRODUCTION = "production"
    RESPONSIBLE_CONSUMPTION = "responsible_consumption"
    CARE = "care"
    KNOWLEDGE = "knowledge"
    PARTICIPATION = "participation"


class Facility(StrEnum):
    """What helps people to come, to stay and to take part."""

    STEP_FREE = "step_free"
    LIFT = "lift"
    ACCESSIBLE_TOILET = "accessible_toilet"
    RESERVED_PARKING = "reserved_parking"
    HEARING_LOOP = "hearing_loop"
    QUIET_ROOM = "quiet_room"
    PLACE_FOR_CHILDREN = "place_for_children"
    CHANGING_TABLE = "changing_table"
    KITCHEN = "kitchen"
    PROJECTOR = "projector"
    SOUND_SYSTEM = "sound_system"
    WIFI = "wifi"


OF_HALLS = (
    Facility.STEP_FREE,
    Facility.HEARING_LOOP,
    Facility.KITCHEN,
    Facility.PROJECTOR,
    Facility.SOUND_SYSTEM,
    Facility.WIFI,
)


class SpaceState(StrEnum):
    """Whether a space can be used at all."""

    IN_USE = "in_use"
    CLOSED = "closed"


class Space(Base):
    """A place of the network. Everyone may read all of it."""

    __tablename__ = "spaces"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    names: Mapped[dict[str, Any]]
    address: Mapped[str]
    directions: Mapped[dict[str, Any]]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    capacity: Mapped[int | None]
    facilities: Mapped[list[str]]
    access_words: Mapped[dict[str, Any]]
    website: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    zone: Mapped[str]
    hours: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(default=SpaceState.IN_USE)
    closed_reason: Mapped[str] = mapped_column(default="")

    halls: Mapped[list[Hall]] = relationship(
        back_populates="space", order_by="Hall.position, Hall.id", passive_deletes="all"
    )

    @property
    def is_closed(self) -> bool:
        """Closed for now."""
        return self.state == SpaceState.CLOSED

    @property
    def geo(self) -> str | None:
        """Where it is on earth, as a link that opens the reader's own map (RFC 5870); None when nobody has said."""
        if self.latitude is None or self.longitude is None:
            return None
        return f"geo:{self.latitude:.6f},{self.longitude:.6f}"

    def name_in(self, language: str) -> str:
        """The name for a reader of that language."""
        return in_language(language, self.names)

    def directions_in(self, language: str) -> str:
        """How to get there, for a reader of that language."""
        return in_language(language, self.directions)

    def access_words_in(self, language: str) -> str:
        """What else to know about getting in, for a reader of that language."""
        return in_language(language, self.access_words)


class Hall(Base):
    """A hall of a space. Everyone may read it."""

    __tablename__ = "halls"
    # The record and other rooms speak of a hall by its number: it is never given to another one.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    floor: Mapped[int]
    capacity: Mapped[int | None]
    facilities: Mapped[list[str]]
    in_use: Mapped[bool] = mapped_column(default=True)

    space: Mapped[Space] = relationship(back_populates="halls", lazy="joined", innerjoin=True)

    @property
    def room_id(self) -> int:
        """The room of its space."""
        return self.space.room_id

    @property
    def is_step_free(self) -> bool:
        """Whether everybody gets in without a step."""
        return is_step_free(space=self.space.facilities, hall=self.facilities, floor=self.floor)

    @property
    def has(self) -> list[str]:
        """What people find who come to something in this hall, in the order of the list; steps count for the whole way."""
        there = {*self.facilities, *self.space.facilities} - {Facility.STEP_FREE}
        return [code.value for code in Facility if code in there or (code == Facility.STEP_FREE and self.is_step_free)]


class Booking(Base):
    """Who has a hall, from when to when. Everyone may read that it is taken; by what, only who may read what is held there."""

    __tablename__ = "bookings"
    # Devices know a booking by its number: a later one is never taken for it.
    __table_args__ = (Index("ix_bookings_hall_id_starts_at", "hall_id", "starts_at"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("halls.id"))
    held_by: Mapped[int] = mapped_column(ForeignKey("rooms.id"), unique=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]

    hall: Mapped[Hall] = relationship(lazy="joined", innerjoin=True)
    room: Mapped[Room] = relationship()
