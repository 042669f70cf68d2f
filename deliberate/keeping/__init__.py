"""Keeping: a *backup* is one file with all of an installation that cannot be made again; restoring it makes an installation of it.

It is a zip file. Its *parts* are the database, the files of meetings and, where a laptop in a hall keeps one, the secret; its *manifest*
says what each part is and what the rooms were at. A backup has its name only once it is whole, and nothing of an installation is touched
before a backup has proved whole. What was there before is renamed, never deleted, and what was restored has a new epoch.
"""
