"""The plain page: everything that somebody can do in a meeting, without script (T-75)."""

from __future__ import annotations

import json
import re
import subprocess

import pytest

from deliberate.config import ROOT
from deliberate.kernel.acts import Standing
from deliberate.kernel.messages import snapshot
from deliberate.kernel.record import find_room
from deliberate.meetings.models import Meeting as Row
from deliberate.meetings.next_step import next_step
from tests import provide
from tests.cast import Browser, Meeting, Person, World, convened_meeting, draft_meeting, open_meeting


class Plain:
    """Somebody at the plain page of a meeting: they read it, and press what is on it."""

    def __init__(self, person: Person | Browser, meeting: Meeting) -> None:
        self.browser = person if isinstance(person, Browser) else person.browser
        self.path = f"/meetings/{meeting.id}/plain"

    def read(self) -> str:
        answer = self.browser.get(self.path)
        assert answer.status_code == 200
        return answer.get_data(as_text=True)

    def offers(self, act: str) -> bool:
        return f'action="{self.path}/do/{act}"' in self.read()

    def press(self, act: str, form: str = "", **typed: str):
        """Send one of the forms as it stands, with what is typed into it; what it is answered with."""
        fields = fields_of(self.read(), f"{self.path}/do/{act}", form)
        return self.browser.client.post(f"{self.path}/do/{act}", data=fields | typed)

    def done(self, act: str, form: str = "", **typed: str) -> str:
        """The same, and the page it comes back to."""
        answer = self.press(act, form, **typed)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        assert answer.headers["Location"] == self.path
        return self.browser.get(self.path, follow_redirects=True).get_data(as_text=True)


def fields_of(page: str, action: str, form: str) -> dict[str, str]:
    """The hidden fields of the form that posts there."""
    forms = re.findall(rf'<form[^>]*action="{re.escape(action)}">(.*?)</form>', page, re.DOTALL)
    inside = next(one for one in forms if f'name="form" value="{form}' in one)
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', inside))


def test_a_guest_without_scripts_arrives_objects_takes_it_back_and_leaves(under_way: Meeting, ana: Person):
    """T-75: join, vote, read, all by forms."""
    rosa = Plain(under_way.guest("Rosa"), under_way)
    assert "Where are you?" in rosa.read()

    assert "4 people here" in rosa.done("meetings.arrive", mode="remote")
    ana.act(under_way.room, "meetings.ask_agreement")
    assert rosa.read().index("Any objection to this agenda?") < rosa.read().index("On now")
    assert "You objected: Too long" in rosa.done("meetings.answer_agreement", "objection", words="Too long")
    assert "Too long" in Plain(ana, under_way).read()
    page = rosa.done("meetings.answer_agreement", "no_objection")
    assert "You have no objection." in page
    assert re.search(r"Counted at \d\d:\d\d\.", page)
    assert "Where are you?" in rosa.done("meetings.leave")


def test_an_objection_without_words_is_asked_for_them(under_way: Meeting, ana: Person, cai: Person):
    ana.act(under_way.room, "meetings.ask_agreement")

    refused = Plain(cai, under_way).press("meetings.answer_agreement", "objection", words=" ")

    assert refused.status_code == 409
    assert "Please say in a few words what your objection is." in refused.get_data(as_text=True)
    assert f'name="next" value="/meetings/{under_way.id}/plain"' in refused.get_data(as_text=True)


def test_words_typed_to_a_question_that_is_gone_are_kept(under_way: Meeting, ana: Person, cai: Person):
    """T-52: the question was settled, or the meeting closed, while somebody was typing."""
    asked = ana.act(under_way.room, "meetings.ask_agreement").ids["agreement"]
    page, desk = Plain(cai, under_way), under_way.room
    fields = fields_of(page.read(), f"{page.path}/do/meetings.answer_agreement", "objection")
    ana.act(desk, "meetings.settle_agreement", agreement=asked)

    for end in (lambda: None, lambda: ana.act(desk, "meetings.close")):
        end()
        refused = page.browser.client.post(
            f"{page.path}/do/meetings.answer_agreement", data=fields | {"words": "The night bus first"}
        )
        assert refused.status_code == 409
        assert "The night bus first" in refused.get_data(as_text=True)


def test_sending_a_form_twice_counts_once(under_way: Meeting, ana: Person, cai: Person, world: World):
    """T-11: going back and sending it again, as old browsers do."""
    ana.act(under_way.room, "meetings.ask_agreement")
    page = Plain(cai, under_way)
    action = f"{page.path}/do/meetings.answer_agreement"
    fields = fields_of(page.read(), action, "objection") | {"words": "Too long"}

    assert [page.browser.client.post(action, data=fields).status_code for _ in range(2)] == [303, 303]

    with world.app.app_context(), world.session() as session:
        asked = session.get_one(Row, under_way.id).agreements[-1]
        assert [reply.words for reply in asked.replies] == ["Too long"]


def test_a_facilitator_without_scripts_holds_a_whole_meeting(world: World, ana: Person):
    """T-75: by the one next step, from the call to the story."""
    meeting = draft_meeting(world)
    desk = Plain(ana, meeting)

    assert "Open the meeting" in desk.done("meetings.convene", "next_step")
    desk.done("meetings.arrive", mode="in_the_room")
    desk.done("meetings.open", "next_step")
    assert "Pau" in desk.done("meetings.seat_person", "add_person", name="Pau", mode="through_a_steward")
    assert "Cai Roca" in desk.done(
        "meetings.seat_person", "enter_member", person=str(world.person("cai").id), mode="remote"
    )
    desk.done("meetings.ask_agreement", "next_step")
    assert "The agenda is agreed" in desk.read()
    desk.done("meetings.settle_agreement", "next_step")
    assert "Ends 1. Hello" in desk.done("meetings.start_item", "next_step")
    assert "Coffee" in desk.done("meetings.pause", "pause", reason="Coffee")
    desk.done("meetings.resume", "next_step")
    desk.done("meetings.start_item", "next_step")
    desk.done("meetings.finish_item", "also-1")
    desk.done("meetings.start_item", "next_step")
    desk.done("meetings.finish_item", "next_step")
    story = desk.done("meetings.close", "next_step")

    assert "The whole story" in story
    assert f'action="{desk.path}/do/undo"' in story


def test_an_item_with_parts_is_walked_by_its_parts(world: World, ana: Person):
    """The heading itself is never the next step, and does not keep the meeting from being closed."""
    meeting = draft_meeting(world)
    _, second, third = meeting.items
    assert ana.act(meeting.room, "meetings.move_item", item=third, before="", parent=second).ok
    desk = Plain(ana, meeting)
    desk.done("meetings.convene", "next_step")
    assert "The meeting has begun" in desk.done("meetings.open", "next_step")

    assert "Start 2.1." in desk.done("meetings.start_item", "also-1")
    assert "Finish the last point" in desk.done("meetings.start_item", "next_step")
    finished = desk.done("meetings.finish_item", "next_step")
    assert "The agenda is finished" in finished
    assert "Close the meeting" in finished


def test_a_step_taken_too_late_is_refused_and_the_page_shows_the_present(under_way: Meeting, ana: Person):
    """T-20: two facilitators; the form still says what was next when it was opened."""
    desk = Plain(ana, under_way)
    stale = fields_of(desk.read(), f"{desk.path}/do/meetings.start_item", "also")
    ana.act(under_way.room, "meetings.start_item", item=under_way.items[1], after="")

    refused = desk.browser.client.post(f"{desk.path}/do/meetings.start_item", data=stale)

    assert refused.status_code == 409
    assert "Meanwhile somebody turned to another point." in refused.get_data(as_text=True)
    assert "2. The mill" in refused.get_data(as_text=True)


def test_a_member_is_offered_nothing_of_the_desks(under_way: Meeting, ana: Person, cai: Person):
    assert Plain(ana, under_way).offers("meetings.close")
    assert Plain(cai, under_way).offers("meetings.leave")

    assert not Plain(cai, under_way).offers("meetings.close")
    assert not Plain(cai, under_way).offers("meetings.seat_person")


def test_what_loads_itself_anew_has_nothing_to_type_in_and_can_be_stopped(under_way: Meeting, ana: Person, cai: Person):
    """T-75: WCAG 2.2.1 and 2.2.2. The page for acting stands still."""
    ana.act(under_way.room, "meetings.ask_agreement")
    page = Plain(cai, under_way)
    answer = cai.browser.get(f"{page.path}/following")
    following = answer.get_data(as_text=True)

    assert answer.headers["Refresh"] == "30"
    assert "/do/" not in following
    assert "<textarea" not in following
    assert "Something is asked of you" in following
    assert f'<a class="button" href="{page.path}">Stop this, and act</a>' in following
    assert "Refresh" not in cai.browser.get(page.path).headers


def test_who_has_no_place_in_the_meeting_is_led_to_its_public_page(under_way: Meeting, dee: Person, world: World):
    for stranger in (dee.browser, Browser(world.app)):
        for page in ("plain", "plain/following"):
            answer = stranger.get(f"/meetings/{under_way.id}/{page}")
            assert (answer.status_code, answer.headers["Location"]) == (303, f"/meetings/{under_way.id}")


def test_the_live_page_leads_there_without_scripts_and_both_lead_to_each_other(under_way: Meeting, cai: Person):
    live = cai.browser.get(f"/meetings/{under_way.id}/live").get_data(as_text=True)
    plain = f"/meetings/{under_way.id}/plain"

    assert f'<noscript><meta http-equiv="refresh" content="0; url={plain}"></noscript>' in live
    assert f'<a href="{plain}">' in live
    assert f'href="/meetings/{under_way.id}/live?anyway=1"' in Plain(cai, under_way).read()


def test_the_plain_page_needs_no_script_and_no_other_style_sheet(under_way: Meeting, cai: Person):
    page = Plain(cai, under_way).read()

    assert "<script" not in page
    assert re.findall(r'href="[^"]*/css/([^"]+)"', page) == ["plain.css"]


def test_its_style_sheet_has_nothing_that_an_old_browser_drops():
    """T-75: a browser that knows no layers drops whole blocks of what it does not know."""
    sheet = (ROOT / "static" / "css" / "plain.css").read_text()

    assert "font-size" in sheet
    assert (
        re.findall(r"@layer|@supports|@container|var\(|\s--|:has\(|:is\(|:where\(|inline-size|clamp\(|min\(", sheet)
        == []
    )


@pytest.mark.parametrize("language", ["en", "ca"])
def test_both_pages_offer_the_same_next_step(world: World, ana: Person, cai: Person, language: str):
    """What next_step.py offers is what next_step.js offers, at every moment of a meeting."""
    meeting = draft_meeting(world)
    moments: list[tuple[dict, list[dict]]] = []

    def look() -> None:
        with world.app.app_context(), world.session() as session:
            objects = snapshot(session, world.house, find_room(session, meeting.room), Standing(None, desk=True))
            offered = next_step(session.get_one(Row, meeting.id), language)
            steps = [step for step in (offered.step, *offered.also) if step]
            moments.append((objects, [{"act": step.act, "input": step.inputs} for step in steps]))

    for act, inputs in walk(meeting):
        look()
        done = (cai if act == "meetings.answer_agreement" else ana).act(meeting.room, act, **inputs)
        assert done.ok, (act, done)
    look()

    assert offered_by_the_live_page([objects for objects, _ in moments]) == [offered for _, offered in moments]
    assert len({json.dumps(offered) for _, offered in moments}) > 8


def walk(meeting: Meeting) -> list[tuple[str, dict]]:
    first, second, third = meeting.items
    answer = {"agreement": 1, "words": "Too long"}
    return [
        ("meetings.convene", {}),
        ("meetings.seat_person", {"name": "", "person": meeting.world.person("cai").id, "mode": "remote"}),
        ("meetings.open", {}),
        ("meetings.ask_agreement", {}),
        ("meetings.answer_agreement", answer | {"reply": "objection"}),
        ("meetings.answer_agreement", answer | {"reply": "no_objection"}),
        ("meetings.start_item", {"item": first, "after": ""}),
        ("meetings.settle_agreement", {"agreement": 1}),
        ("meetings.pause", {"reason": ""}),
        ("meetings.resume", {}),
        ("meetings.finish_item", {"item": first}),
        ("meetings.start_item", {"item": second, "after": ""}),
        ("meetings.start_item", {"item": third, "after": second}),
        ("meetings.finish_item", {"item": third}),
        ("meetings.close", {}),
    ]


def offered_by_the_live_page(snapshots: list[dict]) -> list[list[dict]]:
    program = """
      import { readFileSync } from "node:fs"
      import { Objects } from "./static/js/room/objects.js"
      import { nextStep } from "./static/js/meetings/next_step.js"
      const snapshots = JSON.parse(readFileSync(0))
      const offered = snapshots.map((snapshot) => {
        const { step, also } = nextStep(new Objects(snapshot))
        return [step, ...also].filter(Boolean).map(({ act, input }) => ({ act, input }))
      })
      console.log(JSON.stringify(offered))
    """
    ran = subprocess.run(
        [provide.node(), "--input-type=module", "--eval", program],
        input=json.dumps(snapshots),
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_a_convened_meeting_can_be_waited_for(world: World, cai: Person):
    meeting = convened_meeting(world)
    page = Plain(cai, meeting)

    assert "Begins" in page.done("meetings.arrive", mode="in_the_room")


def test_an_act_of_another_kind_of_room_is_not_found(world: World, ana: Person):
    meeting = open_meeting(world)

    page = f"/meetings/{meeting.id}/plain"
    answer = ana.browser.send(page, f"{page}/do/groups.change_role", membership="1", role="observer")

    assert answer.status_code == 404
