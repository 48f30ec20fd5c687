"""Offers of permanent employment.

Words: an *offer* has role, grade, salary, hours, start, expiry and *conditions*. It is *drafted*, approved by a second
person and so *made* (or *returned* to whoever wrote it), then *accepted* by typed name, *declined* with a reason,
*withdrawn* by us, *lapsed* when its time is over, or *replaced* by a revised one after the candidate has made a
*terms request*. After acceptance either side may make a *start proposal*, which the other agrees or refuses.
A person has one live offer at most, and a vacancy never more than it has posts.
"""
