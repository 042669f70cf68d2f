"""The door of a meeting: waiting to be let in, codes for coming back on another phone, seats that became one."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    # Not in a batch: that makes the table anew, and SQLite would not let go of the old one, to which others refer.
    op.add_column("meetings", sa.Column("one_by_one", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("sign_ins", sa.Column("vouched_for", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("seats", sa.Column("merged_into_id", sa.Integer(), nullable=True))

    op.create_table(
        "waiting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_waiting_meeting_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_waiting_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting")),
        sa.UniqueConstraint("meeting_id", "person_id", name=op.f("uq_waiting_meeting_id_person_id")),
    )
    with op.batch_alter_table("waiting", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_waiting_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(op.f("ix_waiting_person_id"), ["person_id"], unique=False)

    op.create_table(
        "return_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_return_codes_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_codes")),
        sa.UniqueConstraint("seat_id", name=op.f("uq_return_codes_seat_id")),
    )
    with op.batch_alter_table("return_codes", schema=None) as batch_op:
        batch_op.create_index(op.f("ix_return_codes_code_hash"), ["code_hash"], unique=False)


def downgrade() -> None:
    """Take back."""
    op.drop_table("return_codes")
    op.drop_table("waiting")
    op.drop_column("seats", "merged_into_id")
    op.drop_column("sign_ins", "vouched_for")
    op.drop_column("meetings", "one_by_one")
