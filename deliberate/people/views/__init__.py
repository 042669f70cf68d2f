"""The pages about oneself, one file for each subject."""

from deliberate.people.views import accounts, address, held
from deliberate.people.views.blueprint import blueprint

__all__ = ["accounts", "address", "blueprint", "held"]
