"""What the candidates of the demonstration say of us, under random keys and without a day, as the product keeps it."""

import random
from typing import Any
from uuid import UUID

from prime.candidates.tables import Motivator, Stage, StageMove
from prime.core.formats import local
from prime.demo.world import World
from prime.interviews.tables import Decision, Interview, Outcome
from prime.surveys import rules
from prime.surveys.tables import Reached, Result, SurveyAnswer

_ANSWERS = 0.75  # of those who are asked
_POINTS: dict[Result, dict[int, float]] = {
    Result.OFFERED: {5: 0.55, 4: 0.35, 3: 0.1},
    Result.REJECTED: {5: 0.15, 4: 0.4, 3: 0.25, 2: 0.15, 1: 0.05},
    Result.WITHDREW: {5: 0.2, 4: 0.4, 3: 0.25, 2: 0.15},
}
_WRITES = 0.3  # of those who answer
_COMMENTS: dict[Result, tuple[str, ...]] = {
    Result.OFFERED: (
        "The panel asked about real cases. I knew where I stood at every step.",
        "I could choose my own time, between two visits. That made it possible at all.",
        "Tell people earlier which papers they need. I had to ask twice.",
        "The offer said plainly what I would be paid.",
        "Everybody was friendly. The checks took longer than the interview.",
    ),
    Result.REJECTED: (
        "The feedback was honest and I can use it.",
        "I would have liked more time for the last question.",
        "It was fair, but four weeks without a word were long.",
        "The questions were sent beforehand, which helped me a lot.",
    ),
    Result.WITHDREW: (
        "I found work nearer home before you answered.",
        "Say more about the case load on the first page.",
        "Nothing to complain about. The pay did not fit in the end.",
    ),
}
_ENDS = {Stage.REJECTED.value: Result.REJECTED, Stage.WITHDRAWN.value: Result.WITHDREW}


def add_answers(world: World) -> None:
    """Some of those whose application was decided or has ended have answered."""
    interviews = world.by_key(Interview)
    hired = {interviews[decision.interview].application for decision in world.of(Decision) if decision.outcome == Outcome.HIRE}
    told = [(decision.decided_at, Reached.INTERVIEW, Result.OFFERED) for decision in world.of(Decision) if decision.outcome == Outcome.HIRE]
    told += [
        (move.moved_at, rules.reached(Stage(move.from_stage)), _ENDS[move.to_stage])
        for move in world.of(StageMove)
        if move.to_stage in _ENDS and move.from_stage and move.application not in hired
    ]
    # Dice of their own: words change nothing in the rest of the story.
    dice = random.Random(len(told))  # noqa: S311 - a story, not a secret
    for at, reached, result in told:
        answered_at = world.after(at, 2, 9)
        if not world.has_come(answered_at) or not world.chance(_ANSWERS):
            continue
        points: dict[str, Any] = {name: world.pick(_POINTS[result]) for name in rules.QUESTIONS}
        world.add(
            SurveyAnswer(
                id=UUID(int=world.dice.getrandbits(128), version=4),
                month=rules.first_of_month(local(answered_at).date()),
                reached=reached,
                result=result,
                motivators=sorted(motivator.value for motivator in world.dice.sample(list(Motivator), world.dice.randint(1, 3))),
                comment=dice.choice(_COMMENTS[result]) if dice.random() < _WRITES else "",
                **points,
            )
        )
