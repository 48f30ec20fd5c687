"""Councils that use the service: their terms, teams, addresses and their workforce over time.

Words: a *client* is an organisation of kind council with terms; an *owner council* is one of those that own AfC
(its own return counts AfC staff as its own, domain.md 0); a *team* is where a placed person works; a *rate card*
row is what an hour of a job type costs from a day on; a *workforce snapshot* is head count by full-time equivalent.
"""
