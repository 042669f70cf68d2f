"""Groups, who belongs to them, who asks to, what they are asked to do and by which rules they decide."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, and_, case, or_
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.groups.policy import Policy
from deliberate.kernel import days
from deliberate.kernel.db import Base
from deliberate.people.models import Person


class GroupKind(StrEnum):
    """What kind of group it is."""

    TABLE = "table"
    WORKING_GROUP = "working_group"
    OVERSIGHT_GROUP = "oversight_group"
    ASSEMBLY = "assembly"


class Openness(StrEnum):
    """How people come into a group: by themselves, by asking, or only by being admitted."""

    OPEN = "open"
    ON_REQUEST = "on_request"
    CLOSED = "closed"


class Role(StrEnum):
    """What a person does in a group."""

    FACILITATOR = "facilitator"
    SCRIBE = "scribe"
    MEMBER = "member"
    OBSERVER = "observer"


PASSING = (Role.FACILITATOR, Role.SCRIBE)
"""Whoever's time in one of these is over stays in the group, as a member."""


class RequestState(StrEnum):
    """What has become of somebody's wish to join."""

    ASKED = "asked"
    ADMITTED = "admitted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Group(Base):
    """People who belong together. Everyone may read it, its name and purpose in whichever language it has them."""

    __tablename__ = "groups"

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int | None] = mapped_column(ForeignKey("rooms.id"))
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    names: Mapped[dict[str, Any]]
    purposes: Mapped[dict[str, Any]]
    openness: Mapped[str] = mapped_column(default=Openness.ON_REQUEST)
    ended_at: Mapped[datetime | None]

    @property
    def has_ended(self) -> bool:
        """Whether it can only be read."""
        return self.ended_at is not None

    @property
    def room(self) -> str:
        """The reference of its room."""
        return f"group/{self.id}"

    def name_in(self, language: str) -> str:
        """The name for a reader of that language."""
        return str(self.names.get(language) or next(iter(self.names.values())))

    def purpose_in(self, language: str) -> str:
        """The purpose for a reader of that language."""
        return str(self.purposes.get(language) or next(iter(self.purposes.values()), ""))


class Membership(Base):
    """A person in a group, from and until. Members read it whole; others see the name that the person chose for outside.

    Whether it counts and with which role is judged by today's date wherever it is asked, never by anything having been done at midnight.
    """

    __tablename__ = "memberships"

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    given_role: Mapped[str] = mapped_column("role")
    since: Mapped[datetime]
    last_day: Mapped[date | None]
    until: Mapped[datetime | None]

    group: Mapped[Group] = relationship()
    person: Mapped[Person] = relationship(lazy="joined")

    @hybrid_property
    def is_current(self) -> bool:
        """Whether the person belongs to the group today."""
        return self.until is None and (not self.role_is_over or self.given_role in PASSING)

    @is_current.inplace.expression
    @classmethod
    def _is_current(cls) -> ColumnElement[bool]:
        lasts = or_(cls.last_day.is_(None), cls.last_day >= days.today(), cls.given_role.in_(PASSING))
        return and_(cls.until.is_(None), lasts)

    @hybrid_property
    def role(self) -> str:
        """The role that the person has today."""
        return Role.MEMBER if self.role_is_over and self.given_role in PASSING else self.given_role

    @role.inplace.setter
    def _give_role(self, role: str) -> None:
        self.given_role = role

    @role.inplace.expression
    @classmethod
    def _role(cls) -> ColumnElement[str]:
        is_over = and_(cls.last_day < days.today(), cls.given_role.in_(PASSING))
        return case((is_over, Role.MEMBER.value), else_=cls.given_role)

    @property
    def role_is_over(self) -> bool:
        """Whether the last day of the given role has passed."""
        return self.last_day is not None and self.last_day < days.today()

    @property
    def role_until(self) -> date | None:
        """The last day of today's role."""
        return None if self.role_is_over else self.last_day

    @property
    def room_id(self) -> int:
        """The room of its group."""
        return self.group.room_id or 0


class JoinRequest(Base):
    """Somebody asks to join. The group's facilitators read it, and the person themselves."""

    __tablename__ = "join_requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    words: Mapped[str]
    state: Mapped[str]
    asked_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(default="")
    settled_at: Mapped[datetime | None]

    group: Mapped[Group] = relationship()
    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def room_id(self) -> int:
        """The room of the group that is asked."""
        return self.group.room_id or 0


class PolicyVersion(Base):
    """One version of a group's rules for deciding; the highest is in force. Everyone reads it; who changed it, by their outside name."""

    __tablename__ = "policy_versions"
    __table_args__ = (UniqueConstraint("group_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"))
    version: Mapped[int]
    rules: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    agreed_in: Mapped[int | None]
    words: Mapped[str]

    person: Mapped[Person | None] = relationship(lazy="joined")

    @property
    def policy(self) -> Policy:
        """The rules themselves."""
        return Policy.stored(self.rules)


class Link(Base):
    """A member of one group represents it in another. Everyone reads it, with the name that the person chose for outside."""

    __tablename__ = "links"

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    to_group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    since: Mapped[datetime]
    last_day: Mapped[date | None]
    until: Mapped[datetime | None]

    group: Mapped[Group] = relationship(foreign_keys=[group_id], lazy="joined")
    to_group: Mapped[Group] = relationship(foreign_keys=[to_group_id], lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined")

    @hybrid_property
    def is_current(self) -> bool:
        """Whether it lasts today."""
        return self.until is None and (self.last_day is None or self.last_day >= days.today())

    @is_current.inplace.expression
    @classmethod
    def _is_current(cls) -> ColumnElement[bool]:
        return and_(cls.until.is_(None), or_(cls.last_day.is_(None), cls.last_day >= days.today()))

    @property
    def room_id(self) -> int:
        """The room of the group that is represented."""
        return self.group.room_id or 0


class Mandate(Base):
    """What a group was asked to do, by whom and until when. Everyone may read it."""

    __tablename__ = "mandates"

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    delegator_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    purpose: Mapped[str]
    proposal: Mapped[str]
    reporting: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    extensions: Mapped[list[Any]]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(default="")

    group: Mapped[Group] = relationship(foreign_keys=[group_id], lazy="joined")
    delegator: Mapped[Group] = relationship(foreign_keys=[delegator_id], lazy="joined")

    @property
    def room_id(self) -> int:
        """The room of the group that gave it: there it is extended and closed."""
        return self.delegator.room_id or 0

    def extended(self) -> list[dict[str, Any]]:
        """When its end was changed, to which day and why."""
        return [
            one | {"on": date.fromisoformat(one["on"]), "to": date.fromisoformat(one["to"])} for one in self.extensions
        ]

    @property
    def days_left(self) -> int:
        """How many days it still lasts, today not counted; below zero when its end has passed."""
        return (self.ends_on - days.today()).days
