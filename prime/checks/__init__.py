"""Pre-employment checks: one set for each candidate, and nobody starts while one is open.

Words: a *check* is one of the kinds below, *open* until a checker records it as *clear*, *not clear* or
*not needed*, with date, reference and, where it lapses, an expiry; a lapsed check counts as open.
"""
