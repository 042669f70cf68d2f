"""People: anyone who takes part. Some own an account, others are guests of one meeting, joined by its code.

A person is always named by reference; their name can be changed or forgotten without touching what they did. A child is never
named publicly. Whoever asks is told everything that is held about them, and is forgotten when they wish. A sign-in is a proof of who
somebody is, on one device: a random token of which only the hash is stored.
"""
