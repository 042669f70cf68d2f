"""What comes in by a door: well formed or refused with a sentence, whatever was sent (T-31, T-45, T-46)."""

from __future__ import annotations

from typing import Any

import pytest

from deliberate.app import FEATURES
from deliberate.kernel import forms, language
from deliberate.kernel.errors import Invalid
from deliberate.kernel.feature import House
from deliberate.kernel.forms import BIGGEST_NUMBER, ActForm
from deliberate.kernel.text import is_visible
from tests.cast import Meeting, Person

HOUSE = House(FEATURES)


class Sample(ActForm):
    """One field of each sort."""

    title = forms.words(longest=20)
    text = forms.long_words(longest=200, required=False)
    count = forms.number(least=0, most=10)
    item = forms.thing(required=False)
    colour = forms.one_of(["red", "green"])


FINE = {"title": "The mill", "text": "One\ntwo", "count": 3, "item": 7, "colour": "red"}


def read(**changed: Any) -> dict[str, Any]:
    return forms.read(Sample, FINE | changed, "en")


def refused(inputs: object, reader_language: str = "en") -> dict[str, list[str]]:
    """The sentences for what could not be used."""
    with pytest.raises(Invalid) as why:
        forms.read(Sample, inputs, reader_language)
    return why.value.fields


def test_what_is_well_formed_is_let_in():
    assert read() == FINE


def test_zero_is_a_number_and_not_nothing():
    assert read(count=0)["count"] == 0
    assert read(count="0")["count"] == 0


def test_what_need_not_be_given_is_nothing():
    assert read(item=None, text="")["item"] is None
    assert read(item="", text=None)["text"] == ""
    without = {key: value for key, value in FINE.items() if key not in ("item", "text")}
    assert forms.read(Sample, without, "en")["item"] is None


@pytest.mark.parametrize("nest", [{}, {"a": 1}, [], ["red"], [["red"]], ({"$ne": ""},), b"bytes", object()])
@pytest.mark.parametrize("field", FINE)
def test_a_field_is_a_text_or_a_number_and_nothing_else(field: str, nest: object):
    """T-45"""
    assert refused(FINE | {field: nest}).keys() == {field}


@pytest.mark.parametrize("inputs", [None, [], "title=The mill", 7, True, [["title", "The mill"]]])
def test_the_input_of_an_act_is_an_object(inputs: object):
    assert refused(inputs).keys() == {"input"}


def test_what_is_not_asked_for_is_not_let_in():
    fields = refused(FINE | {"role": "facilitator", "by": 1})

    assert fields.keys() == {"role", "by"}


@pytest.mark.parametrize(
    "number",
    [
        True,
        -1,
        1.5,
        3.0,
        "1e3",
        " ",
        "1 0",
        "+1",
        "0x10",
        "٣",
        "²",
        "1_0",
        float("nan"),
        float("inf"),
        BIGGEST_NUMBER + 1,
        10**400,
        "9" * 5000,
        "0" * 5000 + "1",
    ],
)
def test_a_number_is_written_in_plain_digits(number: object):
    """T-31: and every refusal is one of our sentences."""
    fields = refused(FINE | {"count": number})

    assert fields.keys() == {"count"}
    assert fields["count"][0] in {forms.NOT_A_NUMBER, forms.REQUIRED, "Please give a number from 0 to 10."}


def test_a_number_that_need_not_be_given_is_written_in_plain_digits_too():
    for odd in ("many", 0, -1, "9" * 5000):
        assert refused(FINE | {"item": odd}).keys() == {"item"}


def test_a_number_may_stand_between_spaces():
    assert read(count=" 7 ")["count"] == 7


def test_only_the_codes_on_the_list_are_let_in():
    for odd in ("Red", "red ", "blue", "", None, 0, "re\u200dd"):
        assert refused(FINE | {"colour": odd}).keys() == {"colour"}


def test_what_is_wrong_is_said_in_the_readers_language():
    """T-78"""
    fields = refused(FINE | {"title": "x" * 21, "count": "many", "colour": ""}, "ca")

    assert fields["count"] == [language.say("ca", forms.NOT_A_NUMBER)]
    assert fields["colour"] == [language.say("ca", forms.REQUIRED)]
    assert fields["title"] == [language.say("ca", forms.TOO_LONG, max=20)]


def test_every_mistake_is_told_at_once():
    assert refused({"title": "", "count": "", "colour": "blue"}).keys() == {"title", "count", "colour"}


# -- names, as T-45 lists them --------------------------------------------------------------------------------------

KEPT = {
    "Rosa": "Rosa",
    "  Rosa   Luz ": "Rosa Luz",
    "Rosa\nLuz": "Rosa Luz",
    "Rosa\tLuz\r\n": "Rosa Luz",
    "gnp.ynnuf\u202ename": "gnp.ynnufname",
    "\u2066Rosa\u2069": "Rosa",
    "Ro\u00adsa\ufeff": "Rosa",
    "Ro\x00sa\x1b[31m": "Rosa[31m",
    "Rosa \ud83d": "Rosa",
    "R\ue000osa": "Rosa",
    "Rosa🌻": "Rosa🌻",
    "👩\u200d🌾": "👩\u200d🌾",
    "e\u0301": "é",
    "<b>Rosa</b>": "<b>Rosa</b>",
    "Àngels d'Ús": "Àngels d'Ús",
    "محمد": "محمد",
    7: "7",
    0: "0",
    True: "true",
}
REFUSED = ["", "   ", "\n\n", "\u200b\u200b", "\u200d", "\u202e", "\ud800", "\x00", "\u00ad", "a" * 21, "a" * 1_000_000]


@pytest.mark.parametrize(("typed", "kept"), KEPT.items())
def test_a_name_is_kept_without_tricks(typed: object, kept: str):
    """T-45"""
    assert read(title=typed)["title"] == kept


@pytest.mark.parametrize("typed", REFUSED, ids=lambda typed: ascii(typed[:12]))
def test_a_name_can_be_seen_and_is_not_endless(typed: str):
    """T-45"""
    assert refused(FINE | {"title": typed}).keys() == {"title"}


@pytest.mark.parametrize("typed", ["\u200d", "\u200c \u200d", "\u0301", " \n "])
def test_words_that_cannot_be_seen_are_none(typed: str):
    """T-45: an objection or a name of joiners only would show as an empty line."""
    assert read(text=typed)["text"] == ""


def test_a_text_of_a_million_letters_is_refused_quickly():
    """T-46"""
    import time

    started = time.perf_counter()
    refused(FINE | {"title": "e\u0301 \n" * 250_000})

    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("name", ["\u202eanA", "Ana\u200b", "A\u00adna"])
def test_nobody_can_join_under_a_name_that_only_looks_like_another(meeting: Meeting, name: str):
    """T-45 at the door itself: what is left of the name is what everybody reads."""
    joined = meeting.world.app.test_client().post(
        "/api/v1/join", json={"code": meeting.code, "name": name, "language": "en"}
    )

    assert joined.status_code == 201
    with meeting.world.app.app_context(), meeting.world.session() as session:
        from deliberate.people.models import Person

        kept = session.get_one(Person, joined.json["person"]).name
    assert kept.isascii()
    assert is_visible(kept)


@pytest.mark.parametrize("name", [*REFUSED, None, [], {}, ["Rosa"], {"a": "b"}], ids=lambda name: ascii(name)[:14])
def test_a_name_that_cannot_be_used_is_refused_at_the_door(meeting: Meeting, name: object):
    """T-45"""
    name = name * 10 if name == "a" * 21 else name
    joined = meeting.world.app.test_client().post(
        "/api/v1/join", json={"code": meeting.code, "name": name, "language": "en"}
    )

    assert joined.status_code in (413, 422)
    assert joined.json["error"]["words"]


@pytest.mark.parametrize("name", sorted(HOUSE.acts))
def test_no_act_takes_a_field_that_nobody_declared(name: str):
    """T-33: `id`, `room_id` or `state` cannot be slipped in."""
    with pytest.raises(Invalid) as why:
        forms.read(HOUSE.acts[name].form, {"state": "closed", "room_id": 1}, "en")

    assert {"state", "room_id"} <= why.value.fields.keys()


@pytest.mark.parametrize(
    "sent", [{"item": 0}, {"item": "1; DROP"}, {"item": 2**63}, {"item": {"id": 1}}, {}, {"item": None}]
)
def test_an_act_with_a_senseless_number_is_refused_and_not_broken(meeting: Meeting, ana: Person, sent: dict[str, Any]):
    assert ana.act(meeting.room, "meetings.remove_item", **sent).code == "invalid"
