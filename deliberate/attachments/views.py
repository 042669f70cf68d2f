"""The pages of files: those of a meeting, adding one, downloading one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, request, send_file
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as BaseResponse

from deliberate.attachments import content, queries, rules, store, words
from deliberate.attachments.models import Attachment
from deliberate.attachments.rules import Why
from deliberate.kernel import pages
from deliberate.kernel.acts import Standing, Who
from deliberate.kernel.db import reading
from deliberate.kernel.errors import Invalid, NotFound, Refused, Unmet
from deliberate.meetings import queries as meetings
from deliberate.meetings.models import Meeting
from deliberate.meetings.rules import why_over

blueprint = Blueprint("attachments", __name__)

BIGGEST_UPLOAD = rules.BIGGEST_FILE + 2_000_000
"""Of a whole form; a file that is a little too big is told so, a much bigger one is not read at all."""
MOST_PARTS = 12


@blueprint.url_value_preprocessor
def let_files_in(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Before the body is read: only whoever may add a file here may send more than a form of words."""
    if endpoint != "attachments.add" or not values:
        return
    request.max_form_parts = MOST_PARTS
    try:
        meeting = meetings.meeting_for(pages.viewer(), reading(), values["number"])
    except NotFound:
        return
    if queries.may_attach(pages.viewer(), reading(), meeting):
        request.max_content_length = BIGGEST_UPLOAD


@blueprint.get("/meetings/<int:number>/files")
def files(number: int) -> Response:
    """The files of a meeting; who may, adds and removes."""
    return _page(number)


@blueprint.post("/meetings/<int:number>/files")
def add(number: int) -> Response | BaseResponse:
    """Add a file."""
    try:
        _attach(f"meeting/{number}", pages.signed_in())
    except (Invalid, Refused) as unmet:
        return _page(number, pages.refusal_of(unmet, "attach"))
    pages.notice(pages.say(words.ADDED))
    return pages.redirect(f"/meetings/{number}/files")


@blueprint.post("/meetings/<int:number>/files/do/<act>")
def act(number: int, act: str) -> Response | BaseResponse:
    """Remove a file, or take that back."""
    name = act if act == "undo" else f"attachments.{act}"
    try:
        answer = pages.perform(f"meeting/{number}", name)
    except (Invalid, Refused) as unmet:
        return _page(number, pages.refusal_of(unmet))
    undo = f"/meetings/{number}/files/do/undo" if "undo_until" in answer else None
    pages.notice(pages.say(words.DONE), undo=undo, seq=answer["seq"])
    return pages.redirect(f"/meetings/{number}/files")


@blueprint.get("/meetings/<int:number>/files/<key>")
def download(number: int, key: str) -> Response:
    """One file, as a download that no browser shows as a page of ours."""
    found = queries.file_for(pages.viewer(), reading(), number, key)
    place = store.place_of(pages.machine().data_folder, found.file.digest, found.file_id)
    if not place.exists():
        raise NotFound
    response = send_file(
        place, mimetype=rules.KINDS[found.file.kind], as_attachment=True, download_name=found.name, conditional=False
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "no-store"
    return response


def _attach(room: str, who: Who) -> None:
    """What it is, that it comes, its bytes, and then the act itself; whatever stops it, no bytes stay."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Refused(Why.NO_FILE)
    kind, kept = _checked(sent.stream.read(rules.BIGGEST_FILE + 1))
    digest = store.digest_of(kept)
    announced = {"person": who.person_id, "kind": kind, "size": len(kept), "digest": digest}
    file = pages.program(room, "attachments.announce_file", announced)["ids"]["file"]

    folder = pages.machine().data_folder
    store.write(folder, digest, file, kept)
    inputs = {"file": file, "item": request.form.get("item", ""), "name": sent.filename[:1000]}
    try:
        pages.machine().doors.act(who, room=room, name="attachments.attach", inputs=inputs, act_id=pages.new_id())
    except Unmet as unmet:
        if unmet.code != "kept":  # then it may still be done
            store.drop(folder, digest, file)
        raise


def _checked(sent: bytes) -> tuple[str, bytes]:
    if not sent:
        raise Refused(Why.FILE_IS_EMPTY)
    if len(sent) > rules.BIGGEST_FILE:
        raise Refused(Why.FILE_TOO_BIG)
    kind = content.kind_of(sent)
    kept = content.without_traces(kind, sent) if kind else None
    if kind is None or not kept:
        raise Refused(Why.UNKNOWN_KIND_OF_FILE)
    return kind, kept


# -- what pages show ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ShownFile:
    """A file, for this viewer."""

    id: int
    item: int | None
    name: str
    kind: str
    size: int
    path: str
    may_remove: bool


def meeting_panel(session: Session, viewer: Who | None, meeting: Meeting) -> dict[str, Any]:
    """The files of a meeting, for its page."""
    standing = meetings.standing_of(viewer, session, meeting)
    known = {item.id for item in meeting.items}
    is_over = why_over(meeting) is not None
    return {
        "files": [_shown(one, standing, known, is_over=is_over) for one in queries.files_of(session, meeting)],
        "may_attach": queries.may_attach_with(standing, meeting),
    }


def _page(number: int, refused: pages.Refusal | None = None) -> Response:
    viewer = pages.viewer()
    meeting = meetings.meeting_for(viewer, reading(), number)
    standing = meetings.standing_of(viewer, reading(), meeting)
    desk = standing is not None and standing.desk
    mine = [item for item in meeting.items if desk or (viewer and item.presenter_id == viewer.person_id)]
    return pages.show(
        "attachments/files.html",
        refused=refused,
        meeting=meeting,
        items=meeting.items,
        may_attach_to=mine,
        may_attach_to_meeting=desk,
        **meeting_panel(reading(), viewer, meeting),
    )


def _shown(one: Attachment, standing: Standing | None, known: set[int], *, is_over: bool) -> ShownFile:
    theirs = standing is not None and (standing.desk or standing.person_id == one.person_id)
    item = one.item_id if one.item_id in known else None
    return ShownFile(one.id, item, one.name, one.file.kind, one.file.size, one.path, theirs and not is_over)
