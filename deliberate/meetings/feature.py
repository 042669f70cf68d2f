"""Meetings, as the application takes them in."""

from deliberate.kernel.acts import Forgetting
from deliberate.kernel.feature import Feature, RoomKind
from deliberate.meetings import about_me, entries, jobs, live, plain, queries, rights, serializers, views, words
from deliberate.meetings.commands.forgetting import forget_letters

FEATURE = Feature(
    name="meetings",
    acts=live.ACTS,
    rights=rights.RIGHTS,
    rooms={"meeting": RoomKind(standing=queries.standing_in_meeting, standings=queries.standings_in_meeting)},
    shown={"meeting": serializers.SHOWN, "group": serializers.SHOWN_IN_GROUP},
    entries=entries.ALL,
    refusals=words.REFUSALS,
    about_person=queries.rooms_that_show,
    about_me=about_me.held,
    forget=Forgetting(where=about_me.where, at_once=forget_letters),
    jobs=jobs.jobs,
    plain=plain.parts,
    panels={
        "group": views.planning.group_panel,
        "space": views.calendar.space_panel,
        "me": views.calling.me_panel,
    },
    pages=views.blueprint,
    page_rights=rights.PAGES,
)
