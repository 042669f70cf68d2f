"""Attachments, as the application takes them in."""

from deliberate.attachments import entries, jobs, live, rights, serializers, views, words
from deliberate.kernel.feature import Feature

FEATURE = Feature(
    name="attachments",
    acts=live.ACTS,
    rights=rights.RIGHTS,
    shown={"meeting": serializers.SHOWN},
    entries=entries.ALL,
    jobs=jobs.jobs,
    refusals=words.REFUSALS,
    panels={"meeting": views.meeting_panel},
    pages=views.blueprint,
    page_rights=rights.PAGES,
)
