"""Commands on offers, by noun: writing and approving, answering, conditions, other terms, another first day."""

from prime.offers.service.answering import accept as accept
from prime.offers.service.answering import decline as decline
from prime.offers.service.answering import remind as remind
from prime.offers.service.conditions import decide_condition as decide_condition
from prime.offers.service.drafting import approve as approve
from prime.offers.service.drafting import draft_offer as draft_offer
from prime.offers.service.drafting import send_back as send_back
from prime.offers.service.ending import lapse as lapse
from prime.offers.service.ending import withdraw as withdraw
from prime.offers.service.ending import withdraw_live as withdraw_live
from prime.offers.service.starting import answer_start as answer_start
from prime.offers.service.starting import propose_start as propose_start
from prime.offers.service.terms import keep_terms as keep_terms
from prime.offers.service.terms import request_terms as request_terms
