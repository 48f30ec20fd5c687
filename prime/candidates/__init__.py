"""People who apply, and their applications from the first click to the first day.

Words: a *candidate* is a person, once; an *application* is that person for one vacancy; its *stage* says where it
stands; *next actor* and *due* say whose turn it is and by when; a *consent* is what the person agreed to, with its version.

Stages: applied, screening, conversation, interview, offer, checks, ready, started; withdrawn and rejected end it.
"""
