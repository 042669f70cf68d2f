"""Meetings: table sessions, plenaries and gatherings, with their agenda and the seats of those who take part.

One person has one seat, however many devices. At most one item is current. An item's times are what really happened; a closed meeting
never changes again.
"""
