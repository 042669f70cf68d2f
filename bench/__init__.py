"""The benchmark: how fast the product is, always as a ratio to something else that ran beside it.

A *server* is a process under test: ours, or a peer that does the same work. The *crowd* is everybody who is connected to one, made by
the *generator*, a process on another core. A *scenario* is what they do together; its *figures* are medians of several runs, and some of
them are held against a *goal*. `python -m bench` lists the scenarios.
"""
