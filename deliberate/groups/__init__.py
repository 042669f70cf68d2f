"""Groups: people who belong together (tables, working groups, the follow-up group, the assembly).

A membership has a role, a beginning and perhaps a last day, and is judged by the date; what a person was stays readable after they left.
A group says how people come in and by which rules it decides; a link lets a member represent it elsewhere, a mandate is what one group
asks of another. A group that ended is read for ever.
"""
