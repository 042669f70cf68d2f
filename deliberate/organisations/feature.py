"""Organisations, as the application takes them in."""

from deliberate.kernel.acts import Forgetting
from deliberate.kernel.feature import Feature
from deliberate.organisations import about_me, entries, live, rights, views, words

FEATURE = Feature(
    name="organisations",
    acts=live.ACTS,
    rights=rights.RIGHTS,
    entries=(
        entries.OrganisationEntered,
        entries.OrganisationChanged,
        entries.RepresentativeNamed,
        entries.RepresentationEnded,
    ),
    refusals=words.REFUSALS,
    panels={"group": views.group_panel, "me": views.my_panel},
    about_me=about_me.held,
    forget=Forgetting(where=about_me.where),
    pages=views.blueprint,
    page_rights=rights.PAGES,
)
