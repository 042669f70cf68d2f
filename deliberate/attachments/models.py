"""Files of meetings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.kernel.db import Base
from deliberate.meetings.models import Meeting
from deliberate.people.models import Person


class StoredFile(Base):
    """A file that somebody sent to a meeting, and where its bytes are. Nobody reads the row but the program."""

    __tablename__ = "stored_files"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    digest: Mapped[str]
    kind: Mapped[str]
    size: Mapped[int]
    announced_at: Mapped[datetime]


class Attachment(Base):
    """A file as it hangs on a meeting or on one of its items. Read by whoever may read the meeting; a removed one by nobody."""

    __tablename__ = "attachments"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    # No foreign key: when its item is taken off the agenda, the file is the meeting's.
    item_id: Mapped[int | None]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"), unique=True)
    key: Mapped[str] = mapped_column(unique=True)
    """Stands in its address, so that addresses cannot be counted through."""
    name: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship()
    file: Mapped[StoredFile] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def room_id(self) -> int:
        """The room of its meeting."""
        return self.meeting.room_id or 0

    @property
    def path(self) -> str:
        """Where it is downloaded."""
        return f"/meetings/{self.meeting_id}/files/{self.key}"
