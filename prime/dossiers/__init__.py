"""Everything about one candidate on one page, read from every module; it writes nothing.

Words: a *dossier* is what is known of a person and all their applications, interviews, offers and checks; its *timeline* is
everything that happened, one *fact* after another.
"""
