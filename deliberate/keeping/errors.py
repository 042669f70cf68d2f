"""What stops a backup or a restore."""

from __future__ import annotations


class CannotKeep(Exception):
    """No backup was made, or none was restored: why, as a sentence for the operator that says what to do."""
