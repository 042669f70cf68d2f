"""Who is expected at a meeting, and who wants no letters: the tables, and reading them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint, exists, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from deliberate.groups.models import Group, Membership
from deliberate.kernel.acts import Who
from deliberate.kernel.db import Base
from deliberate.kernel.text import place_of
from deliberate.meetings.models import Meeting, MeetingGroup, Seat
from deliberate.people.models import Account, Person


class Answer(StrEnum):
    """What somebody says when they are called to a meeting."""

    IN_THE_ROOM = "in_the_room"
    REMOTE = "remote"
    TELEPHONE = "telephone"
    CANNOT_COME = "cannot_come"


class Expectation(Base):
    """Whether somebody will come. Read by the desk and by whoever said it; who apologised, by the room; the public reads numbers."""

    __tablename__ = "expectations"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    answer: Mapped[str]
    words: Mapped[str] = mapped_column(default="")

    person: Mapped[Person] = relationship(lazy="joined")


class LettersOff(Base):
    """Somebody wants no letters about a group's meetings. Read by nobody but that person and the program that writes letters."""

    __tablename__ = "letters_off"
    __table_args__ = (UniqueConstraint("person_id", "group_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))


@dataclass(frozen=True)
class Expected:
    """How many say that they come, how many of them from elsewhere, and how many cannot."""

    coming: int = 0
    remote: int = 0
    apologies: int = 0


@dataclass(frozen=True)
class LetterChoice:
    """Whether somebody gets letters about the meetings of one of their groups."""

    group: Group
    is_on: bool


def expectation_of(session: Session, meeting_id: int, person_id: int | None) -> Expectation | None:
    """What somebody has said about coming."""
    return session.scalar(
        select(Expectation).where(Expectation.meeting_id == meeting_id, Expectation.person_id == person_id)
    )


def expectations(session: Session, meeting: Meeting) -> Sequence[Expectation]:
    """Everything that was said about coming."""
    return session.scalars(
        select(Expectation).where(Expectation.meeting_id == meeting.id).order_by(Expectation.id)
    ).all()


def expected(session: Session, meeting: Meeting) -> Expected:
    """How many to set chairs for."""
    said = select(Expectation.answer, func.count()).where(Expectation.meeting_id == meeting.id)
    counted: dict[str, int] = dict(session.execute(said.group_by(Expectation.answer)).all())
    apologies = counted.pop(Answer.CANNOT_COME, 0)
    return Expected(sum(counted.values()), counted.get(Answer.REMOTE, 0) + counted.get(Answer.TELEPHONE, 0), apologies)


def absent_with_apologies(session: Session, meeting: Meeting) -> Sequence[Person]:
    """Who said that they could not come, and did not."""
    came = exists().where(
        Seat.meeting_id == meeting.id, Seat.person_id == Expectation.person_id, Seat.arrived_at.is_not(None)
    )
    absent = session.scalars(
        select(Person)
        .join(Expectation, Expectation.person_id == Person.id)
        .where(Expectation.meeting_id == meeting.id, Expectation.answer == Answer.CANNOT_COME, ~came)
    )
    return sorted(absent, key=lambda person: place_of(person.name))


def letter_readers(session: Session, meeting_id: int, *, only: int | None = None) -> Sequence[int]:
    """Whom letters about a meeting go to: members of its groups with an account, but for whoever turned them off."""
    turned_off = exists().where(
        LettersOff.person_id == Membership.person_id, LettersOff.group_id == Membership.group_id
    )
    chosen = (
        select(Membership.person_id)
        .join(MeetingGroup, MeetingGroup.group_id == Membership.group_id)
        .join(Account, Account.person_id == Membership.person_id)
        .where(MeetingGroup.meeting_id == meeting_id, Membership.until.is_(None), ~turned_off)
        .distinct()
        .order_by(Membership.person_id)
    )
    if only is not None:
        chosen = chosen.where(Membership.person_id == only)
    return session.scalars(chosen).all()


def apologised(session: Session, meeting_id: int) -> set[int]:
    """Who has said that they cannot come."""
    return set(
        session.scalars(
            select(Expectation.person_id).where(
                Expectation.meeting_id == meeting_id, Expectation.answer == Answer.CANNOT_COME
            )
        )
    )


def letter_choices(session: Session, person_id: int, *, meeting_id: int | None = None) -> list[LetterChoice]:
    """For each group that somebody belongs to (of those that meet, if a meeting is named): do letters about it come?"""
    chosen = select(Group).join(Membership, Membership.group_id == Group.id)
    if meeting_id is not None:
        chosen = chosen.join(MeetingGroup, MeetingGroup.group_id == Group.id).where(
            MeetingGroup.meeting_id == meeting_id
        )
    mine = chosen.where(Membership.person_id == person_id, Membership.until.is_(None)).order_by(Group.code)
    off = set(session.scalars(select(LettersOff.group_id).where(LettersOff.person_id == person_id)))
    return [LetterChoice(group, group.id not in off) for group in session.scalars(mine)]


def letters_off(session: Session, person_id: int, group_id: int) -> LettersOff | None:
    """Somebody's wish for no letters about a group, if they have it."""
    return session.scalar(select(LettersOff).where(LettersOff.person_id == person_id, LettersOff.group_id == group_id))


def my_answer(viewer: Who | None, session: Session, meeting: Meeting) -> Expectation | None:
    """What the viewer has said about coming."""
    return None if viewer is None else expectation_of(session, meeting.id, viewer.person_id)
