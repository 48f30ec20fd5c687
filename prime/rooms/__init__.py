"""The rooms in which people are interviewed.

Words: a *room* stands at a *site* and holds so many people; its *accessibility notes* are what somebody with a
wheelchair, a hearing aid or a guide dog needs to know. One that is not *active* is booked no more.
"""
