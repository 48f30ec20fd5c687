"""Champions, their free time, and interviews from invitation to decision.

Words: a *champion* is a practising social worker or manager who meets and chooses candidates; *weekly hours* and
*date overrides* make up availability; a *slot* is a time at which the whole panel is free (computed, never stored);
an *interview* is invited, then booked by the candidate, then held; a *seat* is one champion's place on its panel;
a *scorecard* is one champion's ratings, locked once submitted; the *decision* ends the interview stage.
"""
