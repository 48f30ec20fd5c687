"""The calendars that people keep elsewhere: when they are busy is read from the feed they give us.

Words: a *subscription* is one person's feed, fetched every hour; its *busy times* are what stands in it for the next
year, without titles or places. What cannot be read leaves the busy times of the last reading as they are.
"""
