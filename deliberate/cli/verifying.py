"""Proving that the record is whole."""

from __future__ import annotations

import click

from deliberate.cli.shared import the_app


@click.command()
def verify() -> None:
    """Prove that no room's record was altered; fails with the first place where one was."""
    app = the_app()
    from sqlalchemy import func, select

    from deliberate.kernel.db import reading_session
    from deliberate.kernel.record import Room, whys_not_intact

    with app.app_context(), reading_session() as session:
        rooms = session.scalar(select(func.count()).select_from(Room))
        faults = whys_not_intact(session)
    for why in faults:
        click.echo(why, err=True)
    if faults:
        raise SystemExit(1)
    print(f"{rooms} rooms: every record is whole")
