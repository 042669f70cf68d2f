"""How an act comes in, whichever way: who asks, is the input well formed, to the writer. No door decides a right."""

from __future__ import annotations

import re
from typing import Any

from deliberate.kernel import forms, language, metrics
from deliberate.kernel.acts import Who
from deliberate.kernel.errors import Invalid, Kept, NotFound, NotSignedIn, Unmet
from deliberate.kernel.feature import House
from deliberate.kernel.language import N_
from deliberate.kernel.limits import Pace
from deliberate.kernel.undoing import UNDO
from deliberate.kernel.waiting import Waiting
from deliberate.kernel.writer import Writer

PATIENCE = 5.0
"""Seconds that a door waits for the writer before it says "kept, not yet counted"."""

# More than hands can do, and what a phone sends that was offline for a while; a program that does more waits its turn.
ACTS_AT_ONCE = 100
ACTS_PER_SECOND = 20

_ACT_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.ASCII)

SENTENCES = {
    "not_signed_in": N_("Please sign in, or join again with the code of the meeting."),
    "not_found": N_("There is nothing here, or it is not open to you."),
    "invalid": N_("Something is missing or cannot be used as it is. Please look at the marked places."),
    "too_much": N_(
        "That is too big. Please go back, where what you typed still is, and send a shorter text or a smaller file."
    ),
    "kept": N_("Not counted yet: the server could not take it in. Keep this page and send it again; it counts once."),
    "too_many": N_("That was tried too often. Please wait ten minutes, then try again."),
    "too_fast": N_("That came faster than anybody can press. Please wait a moment, then try again."),
    "too_many_windows": N_("This is open in too many windows at once. Please close one, then try again."),
    "broken": N_("That did not work, and it is our mistake. Nothing was changed; please try again."),
    "id_used_before": N_("That was sent once before with other content. Please send it again."),
    "cannot_be_undone": N_("This cannot be undone."),
    "too_late_to_undo": N_("Ten seconds are over: it can no longer be undone. You can change it with a new step."),
    "changed_since": N_("Somebody has changed something there since, so it can no longer be undone."),
    "another_person_acts": N_(
        "Somebody else is now acting on this phone. Please look who it is, then do it again. Nothing was done."
    ),
    "wrong_origin": N_("This page was not opened from our address. Please open it again from there."),
    "busy": N_("The server is very busy. Please try again in a moment."),
}


NOT_AN_ID = N_("This needs a UUID in small letters, a new one for each act.")


def checked_id(act_id: object, reader_language: str) -> str:
    """The id of an act, as clients make them; raises Invalid for anything else."""
    if not isinstance(act_id, str) or not _ACT_ID.fullmatch(act_id):
        raise Invalid({"id": [language.say(reader_language, NOT_AN_ID)]})
    return act_id


class UndoInput(forms.ActForm):
    """Which act is taken back."""

    seq = forms.number(least=1)


class Doors:
    """The one way in for acts: pages and sockets both call `act`."""

    def __init__(self, house: House, writer: Writer) -> None:
        self._house = house
        self._writer = writer
        self._pace = Pace(at_once=ACTS_AT_ONCE, per_second=ACTS_PER_SECOND)
        self._sentences = dict(SENTENCES)
        for feature in house.features:
            self._sentences.update(feature.refusals)

    def act(
        self,
        who: Who | None,
        *,
        room: object,
        name: object,
        inputs: object,
        act_id: object,
        reader_language: str | None = None,
    ) -> dict[str, Any]:
        """Have an act done and return its answer; raises one of the errors of `errors.py`.

        The same `act_id` again returns the stored answer, so asking again is always safe. What is wrong with the input is said in the
        language of the page it came from, or else of who acts.
        """
        if who is None:
            raise NotSignedIn
        spoken = reader_language or who.language
        act_id = checked_id(act_id, spoken)
        if not isinstance(room, str):
            raise NotFound
        self._pace.take_turn(who.person_id)
        return self._done(Waiting(room, act_id, str(name), self._read(name, inputs, spoken), who))

    def act_as_system(self, *, room: str, name: str, inputs: dict[str, Any], act_id: str) -> dict[str, Any]:
        """Carry out what an earlier act caused: the effect of an act in another room, a due step."""
        return self._done(Waiting(room, act_id, name, self._read(name, inputs, language.DEFAULT), None))

    def error(self, unmet: Unmet, reader_language: str) -> dict[str, Any]:
        """An error as it travels, with its sentence in the reader's language."""
        sentence = self._sentences.get(unmet.code, SENTENCES["broken"])
        error: dict[str, Any] = {"code": unmet.code, "words": language.say(reader_language, sentence, **unmet.holes)}
        if isinstance(unmet, Invalid):
            error["fields"] = unmet.fields
        return error

    def _read(self, name: object, inputs: object, reader_language: str) -> dict[str, Any]:
        if name == UNDO:
            return forms.read(UndoInput, inputs, reader_language)
        door = self._house.acts.get(name) if isinstance(name, str) else None
        if door is None:
            raise NotFound
        return forms.read(door.form, inputs, reader_language)

    def _done(self, waiting: Waiting) -> dict[str, Any]:
        outcome = "done"
        try:
            with metrics.act_seconds.time():
                return self._answered(waiting)
        except Unmet as unmet:
            outcome = unmet.code
            raise
        finally:
            metrics.acts.labels(waiting.name, outcome).inc()

    def _answered(self, waiting: Waiting) -> dict[str, Any]:
        self._writer.submit(waiting)
        if not waiting.answered.wait(PATIENCE):
            raise Kept
        if waiting.error is not None:
            raise waiting.error
        if waiting.answer is None:
            raise RuntimeError("an act was answered without an answer")
        return waiting.answer
