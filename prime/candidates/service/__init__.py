"""Commands on applications, by noun: applying, the pipeline, what people note, drafts of what is not sent yet."""

from prime.candidates.service.applying import apply as apply
from prime.candidates.service.applying import give_consents as give_consents
from prime.candidates.service.applying import mint_application_token as mint_application_token
from prime.candidates.service.applying import tell_already_applied as tell_already_applied
from prime.candidates.service.bulk import act_on_many as act_on_many
from prime.candidates.service.cv import attach_cv as attach_cv
from prime.candidates.service.cv import take_cv as take_cv
from prime.candidates.service.drafts import discard_draft as discard_draft
from prime.candidates.service.drafts import discard_old_drafts as discard_old_drafts
from prime.candidates.service.drafts import save_draft as save_draft
from prime.candidates.service.drafts import send_draft_link as send_draft_link
from prime.candidates.service.escalation import escalate_overdue as escalate_overdue
from prime.candidates.service.notes import add_note as add_note
from prime.candidates.service.notes import assign_champion as assign_champion
from prime.candidates.service.notes import correct_candidate as correct_candidate
from prime.candidates.service.pipeline import move as move
from prime.candidates.service.pipeline import move_by_hand as move_by_hand
from prime.candidates.service.pipeline import record_conversation as record_conversation
from prime.candidates.service.pipeline import reject as reject
from prime.candidates.service.pipeline import reopen as reopen
from prime.candidates.service.pipeline import set_next_step as set_next_step
from prime.candidates.service.pipeline import start_screening as start_screening
from prime.candidates.service.pipeline import withdraw as withdraw
from prime.candidates.service.searching import refresh_search as refresh_search
