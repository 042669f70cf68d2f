"""Several processes that serve: whose rights an act has changed, and whom each process has online."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("acts", sa.Column("rights_changed_for", sa.JSON(), nullable=True))
    changed = sa.text("rights_changed_for IS NOT NULL")
    op.create_index("ix_acts_rights_changed", "acts", ["at"], postgresql_where=changed, sqlite_where=changed)
    op.create_table(
        "processes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("online", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_processes")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("processes")
    op.drop_index("ix_acts_rights_changed", "acts")
    op.drop_column("acts", "rights_changed_for")
