"""Invitations: a letter to somebody who shall belong, to a group or to the network.

Its link is used once, within days, and looking at it uses nothing up. Whether the address belongs to an account is told
to nobody but whoever holds the letter.
"""
