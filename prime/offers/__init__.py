"""Offers of permanent employment.

Words: an *offer* has role, grade, salary, hours, start and expiry; it is *made*, then *accepted* by typed name,
*declined* with a reason, *withdrawn* by us, or *lapsed* when its time is over. A person has one live offer at most.
"""
