"""The work in the outbox as operators see it: what waits, what failed, and trying again.

Words: a *dead letter* is a row whose job was refused or failed too often; *retry* hands it out afresh.
"""
