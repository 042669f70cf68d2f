"""A phone at the edge of the wifi: a third of what it sends and gets is lost, all of it comes late, and for a while nothing comes."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from deliberate.app import PING_EVERY, PING_PATIENCE
from tests import provide
from tests.browser.launch import chromium_browser
from tests.browser.live import chip, desk_of, go_in, happened, press, title
from tests.browser.visits import LOST_CONNECTION, Visits
from tests.cast import World, open_meeting
from tests.installation import eventually
from tests.stories.weather import open_air

UNTIL_MISSED = PING_EVERY + 2 * PING_PATIENCE + 4


@pytest.mark.faults
@pytest.mark.browser
@pytest.mark.timeout(240)
def test_a_phone_in_bad_weather_says_how_it_is_and_ends_where_the_others_are(prepared, tmp_path):
    """T-13: 30 % of the packets lost each way, 0.8 s there and back, then nothing at all until both sides have noticed."""
    world = World(prepared.copy_to(tmp_path / "data"))
    meeting, ana, cai = open_meeting(world, here=("ana", "bo")), world.person("ana"), world.person("cai")
    with open_air() as air, world.installation.serving(DELIBERATE_HOST="0.0.0.0") as server:
        chromium = air.phones.executable(tmp_path, provide.chromium())
        with chromium_browser(chromium) as browser:
            visits, desk = Visits(browser, f"http://{air.here}:{server.port}"), desk_of(server, meeting, ana)
            visits.excuse(*LOST_CONNECTION, "Cross-Origin-Opener-Policy")  # without https it is ignored, and said
            phone = go_in(visits(cai, phone=True), meeting)
            phone.evaluate("window.neverReloaded = true")

            air.loss, air.seconds = 0.3, 0.4
            press(phone, "I am in the room")
            for place, item in enumerate(meeting.items):
                desk.do("meetings.start_item", item=item, after=meeting.items[place - 1] if place else "")
            expect(title(phone)).to_have_text("3. Bye")
            expect(phone.get_by_text("3 people here")).to_be_visible()
            assert air.lost > 5

            seats = desk.online
            with air.parts():
                expect(chip(phone)).to_have_text(re.compile("offline since"))
                eventually(lambda: desk.online != seats, UNTIL_MISSED, "the phone being missed")
                desk.do("meetings.pause", reason="Rain")
                press(phone, "Leave the meeting")
            air.loss, air.seconds = 0.1, 0.1

            expect(chip(phone)).to_have_text("live")
            expect(phone.get_by_text("Rain").first).to_be_visible()
            eventually(lambda: "person_left" in happened(meeting), what="what was said meanwhile being counted")
            assert happened(meeting).count("person_left") == 1
            assert phone.evaluate("window.neverReloaded")
            visits.close()
        assert visits.unexcused() == []
        desk.drop()
