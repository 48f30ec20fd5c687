"""Interview kits: what a panel asks and rates, so that two champions mean the same by 3 points.

Words: a *kit* belongs to one or more levels of the role ladder; its *versions* are a draft or published, and a published one
never changes; a *competency* is rated from 1 to 5, with words (*anchors*) for each number; it may have a *line* below which
points are a veto. A *veto question* is answered with yes or no by every member of the panel; a yes is a veto.
"""
