"""Calling people to a meeting: letters, answers, meetings that are called off, leaving early."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("outbox", sa.Column("about", sa.String(), nullable=True))
    op.add_column("outbox", sa.Column("key", sa.String(), nullable=True))
    op.create_index("ix_outbox_about", "outbox", ["about"])
    op.create_index("ix_outbox_key", "outbox", ["key"], unique=True)

    op.add_column("meetings", sa.Column("reason", sa.String(), nullable=False, server_default=""))
    op.add_column("meetings", sa.Column("not_held_because", sa.String(), nullable=False, server_default=""))
    op.add_column("meetings", sa.Column("calendar_uid", sa.String(), nullable=False, server_default=""))
    op.add_column("meetings", sa.Column("sequence", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("meetings", sa.Column("told", sa.JSON(), nullable=True))
    op.add_column("meetings", sa.Column("change_due_at", sa.DateTime(timezone=True), nullable=True))
    _give_calendar_uids()
    op.add_column("seats", sa.Column("leaves_at", sa.DateTime(timezone=True), nullable=True))

    op.create_table(
        "expectations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_expectations_meeting_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_expectations_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expectations")),
        sa.UniqueConstraint("meeting_id", "person_id", name=op.f("uq_expectations_meeting_id_person_id")),
    )
    op.create_index("ix_expectations_person_id", "expectations", ["person_id"])
    op.create_table(
        "letters_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_letters_off_group_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_letters_off_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters_off")),
        sa.UniqueConstraint("person_id", "group_id", name=op.f("uq_letters_off_person_id_group_id")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("letters_off")
    op.drop_index("ix_expectations_person_id", "expectations")
    op.drop_table("expectations")
    op.drop_column("seats", "leaves_at")
    for column in ("change_due_at", "told", "sequence", "calendar_uid", "not_held_because", "reason"):
        op.drop_column("meetings", column)
    op.drop_index("ix_outbox_key", "outbox")
    op.drop_index("ix_outbox_about", "outbox")
    op.drop_column("outbox", "key")
    op.drop_column("outbox", "about")


def _give_calendar_uids() -> None:
    meetings = sa.table("meetings", sa.column("id", sa.Integer), sa.column("calendar_uid", sa.String))
    connection = op.get_bind()
    for number in connection.scalars(sa.select(meetings.c.id)).all():
        connection.execute(sa.update(meetings).where(meetings.c.id == number).values(calendar_uid=str(uuid.uuid4())))
