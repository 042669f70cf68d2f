"""Preparing together: parts of agenda items, suggestions, kept agendas, files."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("agenda_items", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("parent_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("number", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("carried_over", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("suggestion_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_agenda_items_suggestion_id"), ["suggestion_id"], unique=True)
    op.execute("UPDATE agenda_items SET number = CAST(position + 1 AS VARCHAR)")

    op.create_table(
        "suggestions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("presenter_id", sa.Integer(), nullable=True),
        sa.Column("from_meeting_id", sa.Integer(), nullable=True),
        sa.Column("from_item_id", sa.Integer(), nullable=True),
        sa.Column("from_suggestion_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("taken_meeting_id", sa.Integer(), nullable=True),
        sa.Column("taken_item_id", sa.Integer(), nullable=True),
        sa.Column("suggested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_suggestions_person_id")),
        sa.ForeignKeyConstraint(["presenter_id"], ["persons.id"], name=op.f("fk_suggestions_presenter_id")),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name=op.f("fk_suggestions_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
        sa.UniqueConstraint("from_item_id", name=op.f("uq_suggestions_from_item_id")),
        sa.UniqueConstraint("from_suggestion_id", name=op.f("uq_suggestions_from_suggestion_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("suggestions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suggestions_room_id"), ["room_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_suggestions_person_id"), ["person_id"], unique=False)

    op.create_table(
        "agenda_templates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name=op.f("fk_agenda_templates_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_templates")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("agenda_templates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_templates_room_id"), ["room_id"], unique=False)

    op.create_table(
        "stored_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_stored_files_person_id")),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name=op.f("fk_stored_files_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_files")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("stored_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stored_files_room_id"), ["room_id"], unique=False)

    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name=op.f("fk_attachments_file_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_attachments_meeting_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_attachments_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        sa.UniqueConstraint("file_id", name=op.f("uq_attachments_file_id")),
        sa.UniqueConstraint("key", name=op.f("uq_attachments_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("attachments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachments_meeting_id"), ["meeting_id"], unique=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("attachments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachments_meeting_id"))

    op.drop_table("attachments")
    with op.batch_alter_table("stored_files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stored_files_room_id"))

    op.drop_table("stored_files")
    with op.batch_alter_table("agenda_templates", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agenda_templates_room_id"))

    op.drop_table("agenda_templates")
    with op.batch_alter_table("suggestions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suggestions_person_id"))
        batch_op.drop_index(batch_op.f("ix_suggestions_room_id"))

    op.drop_table("suggestions")
    # SQLite makes the table anew for this, and would forget that the number of a removed item is never given again.
    with op.batch_alter_table("agenda_items", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agenda_items_suggestion_id"))
        batch_op.drop_column("suggestion_id")
        batch_op.drop_column("carried_over")
        batch_op.drop_column("number")
        batch_op.drop_column("parent_id")
