"""People with an account: taking them in, letting them in, erasing them at their wish."""

from __future__ import annotations

from typing import Any

import click

from deliberate.cli.shared import act_as_program, sign_in_path, the_app


@click.group()
def user() -> None:
    """People with an account."""


@user.command("add")
@click.option("--name", required=True)
@click.option("--email", required=True)
@click.option("--language", default="en", show_default=True)
@click.option("--public-name", default="first_name", show_default=True, help="full, first_name or role_only")
def add_user(name: str, email: str, language: str, public_name: str) -> None:
    """Take somebody in; they sign in by a link to their address."""
    app = the_app()
    answer = act_as_program(
        app, "network/1", "people.register_person", name=name, email=email, language=language, public_name=public_name
    )
    print(f"person {answer['ids']['person']}")


@user.command("link")
@click.argument("email")
def sign_in_link(email: str) -> None:
    """Print a link that signs this person in, once and within half an hour."""
    app = the_app()
    from deliberate.kernel.db import reading

    with app.app_context():
        print(sign_in_path(app.extensions["deliberate"].doors, _person_of(reading(), email)))


@user.command("join")
@click.argument("email")
@click.argument("group")
@click.argument("role", default="member")
def join_group(email: str, group: str, role: str) -> None:
    """Make somebody facilitator, scribe, member or observer of a group."""
    app = the_app()
    from deliberate.kernel.db import reading

    with app.app_context():
        person, number = _person_of(reading(), email), _number_of_group(reading(), group)
        reading().rollback()
    act_as_program(app, f"group/{number}", "groups.admit_member", person=person, role=role)


@user.command("invite")
@click.argument("email")
@click.argument("group", required=False)
@click.argument("role", default="member")
@click.option("--language", default="en", show_default=True, help="of the letter")
def invite(email: str, group: str | None, role: str, language: str) -> None:
    """Send somebody a letter whose link takes them in: into a group, or into the network."""
    app = the_app()
    from deliberate.kernel.db import reading

    with app.app_context():
        number = _number_of_group(reading(), group) if group else ""
        reading().rollback()
    act_as_program(app, "network/1", "invitations.invite", email=email, group=number, role=role, language=language)


@user.command("forget")
@click.argument("email", required=False)
@click.option("--name", required=True, help="as it is written here, to show that this person is meant")
@click.option(
    "--person", type=int, help="the number of somebody without an account; without it, those of that name are listed"
)
def forget(email: str | None, name: str, person: int | None) -> None:
    """Erase somebody at their wish, for good. Start the server afterwards, if it does not run: it does the rest."""
    app = the_app()
    from deliberate.kernel.db import reading

    with app.app_context():
        number = _person_of(reading(), email) if email else person
        if number is None:
            raise click.ClickException(_people_called(reading(), name))
    act_as_program(app, "network/1", "people.give_room", person=number)
    act_as_program(app, f"person/{number}", "people.forget_me", name=name)


def _number_of_group(session: Any, code: str) -> int:
    from deliberate.groups.queries import group_of_code
    from deliberate.kernel.errors import NotFound

    try:
        return group_of_code(session, code).id
    except NotFound:
        raise click.ClickException("There is no group with that code.") from None


def _person_of(session: Any, email: str) -> int:
    from deliberate.people.queries import account_of_email

    account = account_of_email(session, email)
    if account is None:
        raise click.ClickException("Nobody has an account with that address.")
    person = account.person_id
    session.rollback()
    return person


def _people_called(session: Any, name: str) -> str:
    """Those of that name who have no account, and where they were seen: the operator says which one is meant."""
    from deliberate.people.queries import without_account

    found = without_account(session, name)
    listed = "\n".join(f"--person {one.id}: known since {one.created_at:%Y-%m-%d %H:%M} UTC" for one in found)
    session.rollback()
    return f"Say who is meant:\n{listed}" if found else "Nobody without an account has that name."
