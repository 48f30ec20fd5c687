"""What a panel asks itself about a candidate: five criteria, each with words for every number of points. Pure.

The wording is our own, so that two champions mean the same by 3 points.
"""

from typing import NamedTuple

from prime.interviews.tables import Criterion


class Anchored(NamedTuple):
    """A criterion with what its points mean."""

    title: str
    question: str
    anchors: dict[int, str]


KIT: dict[Criterion, Anchored] = {
    Criterion.PRACTICE: Anchored(
        "Direct work with children and families",
        "How well does the candidate see, hear and act on the child's daily life?",
        {
            1: "Describes procedure. The child is hardly present in the account",
            2: "Mentions the child's view, without showing what changed because of it",
            3: "Gives a clear example of direct work that shaped a plan",
            4: "Gives several examples, with children of different ages and needs",
            5: "Brings the child's voice into every decision, and shows what changed for the child",
        },
    ),
    Criterion.ANALYSIS: Anchored(
        "Assessment and analysis",
        "How well does the candidate weigh what is known, and say what is not?",
        {
            1: "Lists events without saying what they mean",
            2: "Draws conclusions, with little evidence behind them",
            3: "Weighs risks and strengths and reaches a reasoned view",
            4: "Tests a first view against other explanations",
            5: "Uses research and history with care, and changes a view openly when the facts change",
        },
    ),
    Criterion.RELATIONSHIPS: Anchored(
        "Working with others",
        "How well does the candidate work with families, colleagues and courts when they disagree?",
        {
            1: "Blames families or partners for what went wrong",
            2: "Avoids disagreement, or leaves it to the manager",
            3: "Stays respectful and clear in a disagreement, with an example",
            4: "Repairs a broken relationship, with an example",
            5: "Helps people who disagree to find a plan that works, and learns from their feedback",
        },
    ),
    Criterion.SAFEGUARDING: Anchored(
        "Safeguarding judgement",
        "How well does the candidate recognise harm and act in time?",
        {
            1: "Misses a clear sign of harm, or does not know what to do about it",
            2: "Recognises harm, but acts late or alone",
            3: "Recognises harm, acts at once and involves the right people",
            4: "Also sees neglect and exploitation building up over time",
            5: "Holds risk calmly, challenges colleagues where needed, and keeps the child safe throughout",
        },
    ),
    Criterion.VALUES: Anchored(
        "Values and reflection",
        "How well does the candidate know their own effect on people's lives?",
        {
            1: "Shows little respect for people who live differently",
            2: "Speaks of values in general terms",
            3: "Reflects on a mistake and what was learned from it",
            4: "Names own assumptions, and how supervision changed them",
            5: "Acts against unfairness with tact, and seeks out what is hard to hear",
        },
    ),
}
KIND_LABELS = {"conversation": "Initial conversation", "interview": "Panel interview"}
RELATIONSHIPS = {
    "same_team": "They work in the same team",
    "line_manager": "One is or was the other’s line manager",
    "former_colleague": "They have worked together",
    "personal": "They know each other in private",
}
OWN_RELATIONSHIPS = {
    "same_team": "We work in the same team",
    "line_manager": "One of us is or was the other’s line manager",
    "former_colleague": "We have worked together",
    "personal": "We know each other in private",
}
