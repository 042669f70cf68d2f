"""How a group decides: rules with a default each, changed by its facilitators, with a history."""

from __future__ import annotations

import pytest

from deliberate.groups.policy import DEFAULT, Policy
from deliberate.groups.queries import policy_of
from deliberate.kernel import clock
from deliberate.kernel.acts import MAIL_WAITS_FOR_UNDO
from tests.cast import Browser, Person, World, open_meeting
from tests.every.scenes import group_number, group_room, rules_agreed
from tests.kernel.test_elsewhere import carry_out


def change(person: Person, **changed):
    return person.browser.send("/groups/MOB/policy", "/groups/MOB/policy", **rules_agreed(**changed))


def page(person: Person | Browser) -> str:
    browser = person.browser if isinstance(person, Person) else person
    return browser.get("/groups/MOB/policy").get_data(as_text=True)


def rules(world: World) -> Policy:
    with world.app.app_context(), world.session() as session:
        return policy_of(session, group_number(world))


def test_without_any_agreement_the_usual_rules_hold(world: World):
    assert rules(world) == DEFAULT
    assert "At least 3 people must be present." in page(Browser(world.app))
    assert "Agreed by this group" not in page(Browser(world.app))


def test_everybody_reads_what_a_group_has_agreed(ana: Person, world: World):
    assert change(ana, quorum="share", quorum_number=40, words="In the spring session").status_code == 303

    told = page(Browser(world.app))
    assert "Of every 100 people who belong to the group, at least 40 must be present." in told
    assert "In the spring session" in told
    assert "Entered by Ana" in told
    assert "Prats" not in told
    assert rules(world).quorum_number == 40


def test_a_member_does_not_change_the_rules(cai: Person, world: World):
    assert change(cai, money_limit=9).status_code == 404
    refused = cai.act(group_room(world), "groups.change_policy", **rules_agreed(money_limit=9))

    assert refused.code == "only_group_facilitators"
    assert rules(world) == DEFAULT


def test_nobody_overwrites_rules_that_they_have_not_seen(ana: Person, world: World):
    change(ana, money_limit=500)

    refused = change(ana, money_limit=900)

    assert refused.status_code == 409
    assert "Somebody has changed these rules meanwhile" in refused.get_data(as_text=True)
    assert rules(world).money_limit == 500
    assert change(ana, version=1, money_limit=900).status_code == 303


def test_a_change_that_changes_nothing_is_none(ana: Person):
    assert "These are the rules already" in change(ana).get_data(as_text=True)


@pytest.mark.parametrize(
    "wrong",
    [{"silence_days": 1}, {"tacit_seconds": 10}, {"quorum_number": 0}, {"floor": "none"}, {"money_limit": "-1"}],
)
def test_rules_that_make_no_sense_are_not_taken(ana: Person, world: World, wrong):
    refused = change(ana, **wrong)

    assert refused.status_code == 422
    assert 'aria-invalid="true"' in refused.get_data(as_text=True) or "choices" in refused.get_data(as_text=True)
    assert rules(world) == DEFAULT


def test_it_is_said_in_which_meeting_the_rules_were_agreed(ana: Person, world: World):
    meeting = open_meeting(world)
    assert change(ana, money_limit=5, agreed_in=meeting.id).status_code == 409, "it was not held yet"
    ana.act(meeting.room, "meetings.close")
    with clock.set_to(clock.now() + MAIL_WAITS_FOR_UNDO):
        carry_out(world)

    assert change(ana, money_limit=5, agreed_in=meeting.id).status_code == 303
    assert f'href="/meetings/{meeting.id}">Agreed in this meeting' in page(Browser(world.app))


def test_an_older_version_reads_with_the_defaults_of_what_it_did_not_know():
    assert Policy.stored({"money_limit": 7, "of_tomorrow": 1}) == Policy(money_limit=7)


@pytest.mark.parametrize(
    ("floor", "present", "needed"), [("two_thirds", 7, 5), ("two_thirds", 3, 2), ("half", 5, 3), ("all", 4, 4)]
)
def test_the_floor_of_answers_is_counted_up(floor: str, present: int, needed: int):
    assert Policy(floor=floor).answers_needed(present=present) == needed


def test_enough_people_are_counted_as_the_group_agreed():
    assert Policy(quorum="people", quorum_number=3).is_enough(present=3, members=100)
    assert not Policy(quorum="people", quorum_number=3).is_enough(present=2, members=2)
    assert Policy(quorum="share", quorum_number=40).is_enough(present=2, members=5)
    assert not Policy(quorum="share", quorum_number=40).is_enough(present=1, members=5)
    assert Policy(quorum="none").is_enough(present=0, members=5)


def test_nothing_about_rules_people_or_much_money_is_ever_decided_tacitly():
    tacit = Policy(plenary_form="tacit", money_limit=500)

    assert tacit.may_be_tacit(about_rules_people_or_mandates=False, money=500)
    assert not tacit.may_be_tacit(about_rules_people_or_mandates=False, money=501)
    assert not tacit.may_be_tacit(about_rules_people_or_mandates=True, money=0)
    assert not Policy().may_be_tacit(about_rules_people_or_mandates=False, money=0)
