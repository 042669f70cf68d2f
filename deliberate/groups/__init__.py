"""Groups: people who belong together (tables, working groups, the follow-up group, the assembly).

A membership has a role, a beginning and perhaps an end; what a person was stays readable after they left.
"""
