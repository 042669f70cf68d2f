"""Attachments: the papers of a meeting and of its agenda items.

A file is read by whoever may read the meeting, and by nobody else. What it is, is judged by its content. It is kept outside everything that
is served as it is, and leaves only as a download.
"""
