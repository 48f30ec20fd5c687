"""Roles that people can apply for.

Words: a *vacancy* is one or more posts of a grade; its kind says where the person will work: a *home* post in an
owner council, an AfC *Prime* post (placed with councils), or a *conversion* post kept for agency workers.
States: draft, open, paused, closed.
"""
