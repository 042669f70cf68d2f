"""Meetings, as the application takes them in."""

from deliberate.kernel.feature import Feature, RoomKind
from deliberate.meetings import entries, live, plain, queries, rights, serializers, views, words

FEATURE = Feature(
    name="meetings",
    acts=live.ACTS,
    rights=rights.RIGHTS,
    rooms={"meeting": RoomKind(standing=queries.standing_in_meeting)},
    shown={"meeting": serializers.SHOWN},
    entries=entries.ALL,
    refusals=words.REFUSALS,
    about_person=queries.rooms_that_show,
    plain=plain.parts,
    panels={"group": views.planning.group_panel},
    pages=views.blueprint,
    page_rights=rights.PAGES,
)
