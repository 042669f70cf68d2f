"""Runs migrations through the engine that may write, one transaction for each."""

from __future__ import annotations

from alembic import context

from deliberate.kernel.db import Base, writer_engine


def run() -> None:
    """Bring the database to the wanted revision."""
    with writer_engine().connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            transaction_per_migration=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
