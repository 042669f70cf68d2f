"""Groups, as the application takes them in."""

from deliberate.groups import entries, jobs, live, queries, rights, serializers, views, words
from deliberate.kernel.feature import Feature, RoomKind

FEATURE = Feature(
    name="groups",
    acts=live.ACTS,
    rights=rights.RIGHTS,
    rooms={
        "group": RoomKind(standing=queries.standing_in_group),
        "network": RoomKind(standing=queries.standing_in_network),
    },
    shown={"group": serializers.SHOWN},
    entries=entries.ALL,
    jobs=jobs.jobs,
    refusals=words.REFUSALS,
    about_person=queries.rooms_that_show,
    pages=views.blueprint,
    page_rights=rights.PAGES,
)
