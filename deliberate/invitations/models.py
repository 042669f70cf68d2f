"""Invitations that were sent."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.kernel.db import Base
from deliberate.kernel.record import Room


class Invitation(Base):
    """A letter to an address: come into this room. Only who sent it reads it; the address is erased once it is accepted or withdrawn,
    which happens by itself some time after it has ended.

    `role` is what the person will do in the group, perhaps until a last day; empty when the room is the network's.
    """

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    email: Mapped[str] = mapped_column(index=True)
    language: Mapped[str]
    role: Mapped[str] = mapped_column(default="")
    last_day: Mapped[date | None]
    token_hash: Mapped[str] = mapped_column(unique=True)
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), index=True)
    invited_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    withdrawn_at: Mapped[datetime | None]

    room: Mapped[Room] = relationship(lazy="joined")

    @property
    def group_id(self) -> int | None:
        """The number of the group that it leads to, if it leads to one."""
        return self.room.number if self.room.kind == "group" else None
