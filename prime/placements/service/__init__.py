"""Commands by noun: requests, matches, placements."""

from prime.placements.service.matches import decline_match as decline_match
from prime.placements.service.matches import pick as pick
from prime.placements.service.placements import cancel_placement as cancel_placement
from prime.placements.service.placements import confirm as confirm
from prime.placements.service.placements import end_placement as end_placement
from prime.placements.service.placements import extend_placement as extend_placement
from prime.placements.service.placements import remind_of_endings as remind_of_endings
from prime.placements.service.requests import cancel_request as cancel_request
from prime.placements.service.requests import change_request as change_request
from prime.placements.service.requests import decline_request as decline_request
from prime.placements.service.requests import discard_draft as discard_draft
from prime.placements.service.requests import save_draft as save_draft
from prime.placements.service.requests import submit_request as submit_request
