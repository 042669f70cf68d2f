"""What several commands need: the settings, the application, acts of the program, a child beside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import click

from deliberate import config, runtime

if TYPE_CHECKING:
    from flask import Flask

RESTART_PAUSE = 2.0


def checked_settings() -> config.Settings:
    """The settings of the environment; the command ends here when it cannot start with them."""
    settings = config.from_environment()
    reason = config.why_not_start(settings)
    if reason:
        raise click.ClickException(reason)
    return settings


def the_app() -> Flask:
    """The application, for a command that looks at its database."""
    from deliberate.app import create_app

    return create_app(checked_settings())


def act_as_program(app: Flask, room: str, act: str, /, **inputs: Any) -> dict[str, Any]:
    """Do what the program itself does in a room; when it is refused, the command says why and ends."""
    from deliberate.kernel import pages
    from deliberate.kernel.errors import Unmet

    doors = app.extensions["deliberate"].doors
    with app.app_context():
        try:
            answer: dict[str, Any] = doors.act_as_system(room=room, name=act, inputs=inputs, act_id=pages.new_id())
        except Unmet as unmet:
            error = doors.error(unmet, "en")
            raise click.ClickException(f"{error['words']} {json.dumps(error.get('fields', {}))}") from None
    return answer


def sign_in_path(doors: Any, person_id: int) -> str:
    """The path of a new link that signs this person in, once."""
    from deliberate.kernel import pages
    from deliberate.people.tokens import hash_of, new_token

    token = new_token()
    doors.act_as_system(
        room=f"person/{person_id}",
        name="people.make_link",
        inputs={"token_hash": hash_of(token)},
        act_id=pages.new_id(),
    )
    return f"/sign-in/link/{token}"


def run_beside(*command: str) -> None:
    """Run a command of ours until it ends. It ends with this process, however that one ends: a killed server leaves nothing behind."""
    whole = [sys.executable, "-m", "deliberate", *command, "--beside", str(os.getpid())]
    child = subprocess.Popen(whole, stdin=subprocess.DEVNULL)  # noqa: S603
    while child.poll() is None:
        runtime.sleep(0.5)
