"""Records of one person that came into being twice: found, judged by people, merged, and parted again.

Words: a *match key* is a detail in one form (an e-mail address, a telephone number), by which records are found that may be of
one person; a *pair* is two such records with what speaks for it; a *merge* gives everything of one record, the *lost* one, to
the other, the *survivor*, and can be undone.
"""
