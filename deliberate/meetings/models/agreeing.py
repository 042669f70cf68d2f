"""The plain agreements that are asked in a meeting, and what each seat says to them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.kernel.db import Base

if TYPE_CHECKING:
    from deliberate.meetings.models.meeting import Meeting


class AgreementState(StrEnum):
    """A plain agreement is asked, then agreed, or set aside because it is asked anew."""

    ASKED = "asked"
    AGREED = "agreed"
    SET_ASIDE = "set_aside"


class Reply(StrEnum):
    """What a person says to a plain agreement."""

    NO_OBJECTION = "no_objection"
    OBJECTION = "objection"


class AgendaOnPaper(StrEnum):
    """What became of the agenda in a meeting that was held on paper."""

    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    NOT_ASKED = "not_asked"


class Agreement(Base):
    """A plain "any objection?", such as to the agenda. Read by whoever is in the room, and afterwards in the public story."""

    __tablename__ = "agreements"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    about: Mapped[str]
    state: Mapped[str] = mapped_column(default=AgreementState.ASKED)
    asked_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship(back_populates="agreements")
    replies: Mapped[list[AgreementReply]] = relationship(
        back_populates="agreement", order_by="AgreementReply.id", passive_deletes="all"
    )

    @property
    def room_id(self) -> int:
        """The room of its meeting."""
        return self.meeting.room_id or 0

    @property
    def standing_objections(self) -> list[AgreementReply]:
        """Objections that their authors have not taken back."""
        return [reply for reply in self.replies if reply.reply == Reply.OBJECTION]


class AgreementReply(Base):
    """What one seat says to a plain agreement. An objection's words are read by the room and, without
    a name, in the public story; that somebody has none is only counted."""

    __tablename__ = "agreement_replies"
    __table_args__ = (UniqueConstraint("agreement_id", "seat_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"), index=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"))
    reply: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    objected: Mapped[bool] = mapped_column(default=False)
    entered_by_id: Mapped[int | None]
    """The helper who entered it for somebody without a device; nobody, once they have answered themselves."""

    agreement: Mapped[Agreement] = relationship(back_populates="replies")
