"""The command line: serve, worker, demo, user, group, verify, backup, restore."""

from __future__ import annotations

import click

from deliberate.cli import demo, groups, keeping, people, serving, verifying


@click.group()
def main() -> None:
    """deliberate: groups meet, decide by consent, and remember what they decided."""


for command in (
    serving.serve,
    serving.worker,
    demo.demo,
    demo.simulate,
    people.user,
    groups.group,
    verifying.verify,
    keeping.backup,
    keeping.restore,
):
    main.add_command(command)
