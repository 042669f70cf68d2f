"""Meetings that were held on paper: when they were entered, and by whom."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("meetings", sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("meetings", sa.Column("entered_by_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column("meetings", "entered_by_id")
    op.drop_column("meetings", "entered_at")
