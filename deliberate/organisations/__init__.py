"""Organisations: associations and public bodies, by themselves, as federations or as confederations, and who speaks for them where.

Nobody takes part on behalf of an organisation unless it has named them to that group. That somebody belongs to one says
nothing of the kind.
"""
