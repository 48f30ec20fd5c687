"""From a council's request to a placed person.

Words: a *request* says role, team, dates, FTE, skills and PO number; a *match* is one staff member with a score for a
request, or an exclusion with its reason; a *proposal* is the match that the council picked; a *placement* is a person
placed from a day to a day at a rate, after operations confirmed. Nobody is ever placed above 100% on any day.
States of a request: open, picked, confirmed, cancelled, declined. Of a placement: confirmed, ended, cancelled.
"""
