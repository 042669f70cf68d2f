"""Attachments, as the application takes them in."""

from deliberate.attachments import about_me, entries, jobs, live, rights, serializers, views, words
from deliberate.kernel.acts import Forgetting
from deliberate.kernel.feature import Feature

FEATURE = Feature(
    name="attachments",
    acts=live.ACTS,
    rights=rights.RIGHTS,
    shown={"meeting": serializers.SHOWN},
    entries=entries.ALL,
    jobs=jobs.jobs,
    refusals=words.REFUSALS,
    about_me=about_me.held,
    forget=Forgetting(where=about_me.where),
    panels={"meeting": views.meeting_panel},
    pages=views.blueprint,
    page_rights=rights.PAGES,
)
