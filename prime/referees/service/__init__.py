"""Commands on referees, by noun: naming them, asking them, what they give, and what operations make of it."""

from prime.referees.service.asking import approve as approve
from prime.referees.service.asking import ask_again as ask_again
from prime.referees.service.asking import note_bounced as note_bounced
from prime.referees.service.asking import note_expired as note_expired
from prime.referees.service.asking import remind as remind
from prime.referees.service.forgetting import forget_references as forget_references
from prime.referees.service.giving import answer as answer
from prime.referees.service.giving import decline as decline
from prime.referees.service.giving import give as give
from prime.referees.service.giving import record_off_service as record_off_service
from prime.referees.service.giving import save_draft as save_draft
from prime.referees.service.giving import take_evidence as take_evidence
from prime.referees.service.naming import call as call
from prime.referees.service.naming import drop as drop
from prime.referees.service.naming import name_referee as name_referee
from prime.referees.service.naming import open_call as open_call
from prime.referees.service.reviewing import accept as accept
from prime.referees.service.reviewing import comment as comment
from prime.referees.service.reviewing import decide as decide
from prime.referees.service.reviewing import query as query
from prime.referees.service.reviewing import raise_concern as raise_concern
