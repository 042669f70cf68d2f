"""Spaces: the places of the network, their halls, when they are open, how people get in, and who has a hall when.

What is held in a hall is known here only as a room: two rooms never have one hall at one time. A hall that was ever had is never deleted.
"""
