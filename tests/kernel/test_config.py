"""What is unsafe is not started (T-71)."""

from __future__ import annotations

import pytest

from tests.installation import SECRET, Installation

UNSAFE = {
    "the secret of the demo": ({"DELIBERATE_SECRET": "the-demo-has-no-secrets"}, "DELIBERATE_SECRET is not set"),
    "a short secret": ({"DELIBERATE_SECRET": "x" * 31}, "too short"),
    "an empty secret": ({"DELIBERATE_SECRET": ""}, "too short"),
    "a short secret from before": ({"DELIBERATE_SECRETS_BEFORE": f"{SECRET},short"}, "has a secret that is too short"),
    "debugging": ({"FLASK_DEBUG": "1"}, "FLASK_DEBUG is on"),
    "debugging the demo": ({"FLASK_DEBUG": "1", "DELIBERATE_DEMO": "1"}, "FLASK_DEBUG is on"),
}


@pytest.mark.parametrize("command", ["serve", "worker"])
@pytest.mark.parametrize("what", UNSAFE)
def test_what_is_unsafe_is_not_started_and_says_why(installation: Installation, what: str, command: str):
    """T-71"""
    settings, why = UNSAFE[what]
    installation.settings |= settings

    ended = installation.command(command, check=False)

    assert ended.returncode != 0
    assert why in ended.stderr
    assert "Traceback" not in ended.stderr


def test_nobody_else_may_write_to_the_data_folder(installation: Installation):
    """T-71"""
    assert installation.command("verify", check=False).returncode == 0

    installation.folder.chmod(0o777)

    ended = installation.command("serve", check=False)
    assert ended.returncode != 0
    assert "chmod o-w" in ended.stderr


def test_a_secret_is_never_said_back(installation: Installation):
    installation.settings |= {"DELIBERATE_SECRET": "far-too-short"}

    ended = installation.command("serve", check=False)

    assert "far-too-short" not in ended.stdout + ended.stderr


def test_the_secret_of_the_demo_is_for_the_demo(installation: Installation):
    installation.settings |= {"DELIBERATE_SECRET": "the-demo-has-no-secrets", "DELIBERATE_DEMO": "1"}

    assert installation.command("verify", check=False).returncode == 0


def test_the_demo_is_not_loaded_beside_real_meetings(installation: Installation):
    ended = installation.command("demo", check=False)

    assert ended.returncode != 0
    assert "never beside real meetings" in ended.stderr


def test_a_database_that_is_not_set_up_is_told(tmp_path):
    ended = Installation(tmp_path).command("serve", check=False)

    assert ended.returncode != 0
    assert "db upgrade" in ended.stderr
    assert SECRET not in ended.stderr


def test_a_setting_that_cannot_be_understood_names_itself(installation: Installation):
    installation.settings |= {"DELIBERATE_PORT": "many"}

    ended = installation.command("serve", check=False)

    assert ended.returncode != 0
    assert "DELIBERATE_PORT" in ended.stderr
