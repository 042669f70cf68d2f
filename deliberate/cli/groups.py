"""Founding groups of the network."""

from __future__ import annotations

import json

import click

from deliberate.cli.shared import act_as_program, the_app


@click.group()
def group() -> None:
    """Groups of the network."""


@group.command("add")
@click.option("--code", required=True, help="three letters or so, in its decisions' numbers for ever")
@click.option("--kind", default="table", show_default=True, help="table, working_group, oversight_group or assembly")
@click.option("--name", required=True)
@click.option("--purpose", default="")
@click.option("--language", default="en", show_default=True, help="the language of name and purpose")
def add_group(code: str, kind: str, name: str, purpose: str, language: str) -> None:
    """Found a group."""
    wording = {"names": json.dumps({language: name}), "purposes": json.dumps({language: purpose})}
    answer = act_as_program(the_app(), "network/1", "groups.found_group", code=code, kind=kind, **wording)
    print(f"group {answer['ids']['group']}")
