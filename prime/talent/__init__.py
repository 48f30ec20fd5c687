"""People whom we ask: lists of names that operations import, and the pool of those who want to hear of other roles.

Words: a *list* is a CSV with one person in each row, for one vacancy or for the pool; it is *read* (columns found, every row
judged, nothing done) before it is *taken in*, row by row. A *member* of the pool agreed to be asked, until a day; somebody
whom a list named is only *asked to join* and is in the pool once they agree. A *call* is one question to a member about one
role.
"""
