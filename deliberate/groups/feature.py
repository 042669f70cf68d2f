"""Groups, as the application takes them in."""

from deliberate.groups import about_me, entries, jobs, live, queries, rights, serializers, views, words
from deliberate.kernel.acts import Forgetting
from deliberate.kernel.feature import Feature, RoomKind, one_by_one

FEATURE = Feature(
    name="groups",
    acts=live.ACTS,
    rights=rights.RIGHTS,
    rooms={
        "group": RoomKind(queries.standings_in_group),
        "network": RoomKind(one_by_one(queries.standing_in_network)),
    },
    shown={"group": serializers.SHOWN},
    entries=entries.ALL,
    jobs=jobs.jobs,
    refusals=words.REFUSALS,
    panels={"forgetting": views.members.forgetting_panel},
    about_person=queries.rooms_that_show,
    about_me=about_me.held,
    forget=Forgetting(where=about_me.where, why_not=about_me.why_not),
    pages=views.blueprint,
    page_rights=rights.PAGES,
)
