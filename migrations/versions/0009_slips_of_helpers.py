"""Answers that a helper enters for somebody without a device: by whom."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("agreement_replies", sa.Column("entered_by_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column("agreement_replies", "entered_by_id")
