"""What the whole tells: the workforce overview, everybody's desk, and the invariants that must always hold.

Words: a *desk* is the first page after sign-in, what waits for this person; an *invariant* is a sentence about the
data that is true or something is broken; each comes as a query that finds the rows that break it.
"""
