"""People, as the application takes them in."""

from deliberate.kernel.acts import Forgetting
from deliberate.kernel.feature import Feature, RoomKind, one_by_one
from deliberate.people import about_me, jobs, live, queries, rights, views, words

FEATURE = Feature(
    name="people",
    acts=live.ACTS,
    rights=rights.RIGHTS,
    rooms={"person": RoomKind(one_by_one(queries.standing_in_own_room))},
    jobs=jobs.jobs,
    refusals=words.REFUSALS,
    about_me=about_me.held,
    forget=Forgetting(where=about_me.where),
    pages=views.blueprint,
    page_rights=rights.PAGES,
    identify_many=queries.identify_many,
    sessions_that_count=queries.sessions_that_count,
)
