"""Who did what to which record, when and from where: written by commands, never changed.

Words: an *entry* has an actor, an action (`module.past_tense`), a record (type and id) and details without secrets.
"""
