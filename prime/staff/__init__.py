"""People permanently employed, by AfC or by an owner council, and what they can do.

Words: a *staff member* is made from an accepted offer when every check is clear; the *bench* is those of AfC who have
free time; a *skill* is a practice area with years of experience; a *conflict* keeps somebody from a council.
"""
