"""The fictional network, and its simulated members."""

from __future__ import annotations

import os
from pathlib import Path

import click

from deliberate import config, runtime
from deliberate.cli.shared import RESTART_PAUSE, checked_settings, run_beside, sign_in_path


@click.command()
@click.option(
    "--people", type=click.IntRange(0, 12), help="how many simulated members come to its meetings; 0 sends them home"
)
def demo(people: int | None) -> None:
    """Make the fictional network, and print how to get in."""
    settings = _demo_settings()
    from deliberate.app import create_app
    from deliberate.demo import crowd, guide, load
    from deliberate.kernel.db import reading

    if people is not None:
        crowd.want(settings.data_folder, people)
    if people == 0:
        print("The simulated members go home; what they said stays in the story.")
        return

    app = create_app(settings)
    doors = app.extensions["deliberate"].doors
    address = settings.public_url or f"http://{settings.host}:{settings.port}"
    with app.app_context():
        if not load.is_complete(reading()):
            print("A year of meetings is lived through, act by act. This takes about half a minute.", flush=True)
            load.load(doors, settings.data_folder)
        reading().rollback()
        coming = crowd.wanted(settings.data_folder)
        lines = guide.lines(address, sign_in_path=lambda person: sign_in_path(doors, person), coming=coming)
        print("", *lines, "", sep="\n")


@click.command(hidden=True)
@click.option("--beside", type=int, required=True)
@click.option("--at", required=True)
def simulate(beside: int, at: str) -> None:
    """Be the simulated members of the demo. `serve` starts it when any are wanted."""
    settings = _demo_settings()
    from deliberate.app import create_app
    from deliberate.demo.crowd import Crowd

    with create_app(settings).app_context():
        Crowd(at, settings.data_folder).gather(lambda: os.getppid() == beside)


def keep_simulated_members(folder: Path, port: int) -> None:
    """The demo's simulated members, as long as any are wanted."""
    from deliberate.demo import crowd

    while True:
        if crowd.wanted(folder):
            run_beside("simulate", "--at", f"http://127.0.0.1:{port}")
        runtime.sleep(RESTART_PAUSE)


def _demo_settings() -> config.Settings:
    settings = checked_settings()
    if not settings.demo:
        raise click.ClickException("Set DELIBERATE_DEMO=1: the demo is for trying out, never beside real meetings.")
    return settings
