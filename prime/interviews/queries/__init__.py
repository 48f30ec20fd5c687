"""Reading champions with their diaries, and interviews with their scorecards."""

from prime.interviews.queries.champions import diaries as diaries
from prime.interviews.queries.champions import get_availability as get_availability
from prime.interviews.queries.champions import get_champion as get_champion
from prime.interviews.queries.champions import list_champions as list_champions
from prime.interviews.queries.champions import lock_champion as lock_champion
from prime.interviews.queries.champions import own_champion as own_champion
from prime.interviews.queries.interviews import as_slot as as_slot
from prime.interviews.queries.interviews import desk as desk
from prime.interviews.queries.interviews import find_decision as find_decision
from prime.interviews.queries.interviews import find_hold as find_hold
from prime.interviews.queries.interviews import get_decision as get_decision
from prime.interviews.queries.interviews import get_interview as get_interview
from prime.interviews.queries.interviews import get_own as get_own
from prime.interviews.queries.interviews import list_between as list_between
from prime.interviews.queries.interviews import list_interviews as list_interviews
from prime.interviews.queries.interviews import list_own as list_own
from prime.interviews.queries.interviews import list_waiting as list_waiting
from prime.interviews.queries.interviews import lock_interview as lock_interview
from prime.interviews.queries.interviews import offered as offered
from prime.interviews.queries.interviews import offered_for as offered_for
from prime.interviews.queries.interviews import scorecards as scorecards
from prime.interviews.queries.interviews import slots as slots
from prime.interviews.queries.interviews import standing as standing
from prime.interviews.queries.panels import list_conflicts as list_conflicts
from prime.interviews.queries.panels import list_replacements as list_replacements
from prime.interviews.queries.panels import suggest_panel as suggest_panel
