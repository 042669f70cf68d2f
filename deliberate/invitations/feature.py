"""Invitations, as the application takes them in."""

from deliberate.invitations import about_me, jobs, live, rights, views, words
from deliberate.kernel.acts import Forgetting
from deliberate.kernel.feature import Feature

FEATURE = Feature(
    name="invitations",
    acts=live.ACTS,
    rights=rights.RIGHTS,
    jobs=jobs.jobs,
    refusals=words.REFUSALS,
    panels={"group": views.group_panel, "me": views.my_panel},
    about_me=about_me.held,
    forget=Forgetting(at_once=about_me.forget),
    pages=views.blueprint,
    page_rights=rights.PAGES,
)
