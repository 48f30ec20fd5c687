"""Reading applications: all for those who recruit, one's own for candidates and holders of a link."""

from prime.candidates.queries.applications import addressee as addressee
from prime.candidates.queries.applications import find_candidate as find_candidate
from prime.candidates.queries.applications import find_draft as find_draft
from prime.candidates.queries.applications import get_application as get_application
from prime.candidates.queries.applications import get_candidate as get_candidate
from prime.candidates.queries.applications import get_conversation as get_conversation
from prime.candidates.queries.applications import history as history
from prime.candidates.queries.applications import list_notes as list_notes
from prime.candidates.queries.applications import mine as mine
from prime.candidates.queries.applications import own_application_ids as own_application_ids
from prime.candidates.queries.applications import stage_before_end as stage_before_end
from prime.candidates.queries.locks import lock_application as lock_application
from prime.candidates.queries.locks import lock_for_work as lock_for_work
from prime.candidates.queries.locks import lock_live_of as lock_live_of
from prime.candidates.queries.locks import lock_own as lock_own
from prime.candidates.queries.pipeline import CARDS as CARDS
from prime.candidates.queries.pipeline import DEFAULT_SORT as DEFAULT_SORT
from prime.candidates.queries.pipeline import EXPORT_SIZE as EXPORT_SIZE
from prime.candidates.queries.pipeline import Late as Late
from prime.candidates.queries.pipeline import board as board
from prime.candidates.queries.pipeline import count_applications as count_applications
from prime.candidates.queries.pipeline import export as export
from prime.candidates.queries.pipeline import list_applications as list_applications
from prime.candidates.queries.pipeline import list_chosen as list_chosen
from prime.candidates.queries.pipeline import list_unescalated as list_unescalated
