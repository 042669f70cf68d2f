"""Spaces, as the application takes them in."""

from deliberate.kernel.feature import Feature
from deliberate.spaces import entries, live, rights, serializers, views, words

FEATURE = Feature(
    name="spaces",
    acts=live.ACTS,
    rights=rights.RIGHTS,
    shown={"network": serializers.IN_NETWORK, "meeting": serializers.IN_MEETING},
    entries=entries.ALL,
    refusals=words.REFUSALS,
    pages=views.blueprint,
    page_rights=rights.PAGES,
)
