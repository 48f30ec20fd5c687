"""What the candidates of the demonstration say of us, under random keys and without a day, as the product keeps it."""

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
                **points,
            )
        )
