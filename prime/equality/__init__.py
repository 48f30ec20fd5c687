"""Equality monitoring: what applicants tell us of themselves for statistics, apart from everything that decides on them.

Words: an *answer* is one person's, without name, application or day, under a random key. A *ticket* is given out with
an application, to whoever sent it, and is gone once used: nothing leads from an answer back to a person.
The *report* counts answers by financial year and hides small numbers.
"""
