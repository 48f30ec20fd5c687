"""Commands on interviews, by noun: a champion's availability, bookings from invitation to end, scorecards and decisions."""

from prime.interviews.service.availability import create_champion as create_champion
from prime.interviews.service.availability import deactivate_champion as deactivate_champion
from prime.interviews.service.availability import remove_override as remove_override
from prime.interviews.service.availability import save_accreditation as save_accreditation
from prime.interviews.service.availability import save_override as save_override
from prime.interviews.service.availability import save_profile as save_profile
from prime.interviews.service.availability import save_weekly_hours as save_weekly_hours
from prime.interviews.service.booking import book as book
from prime.interviews.service.booking import cancel as cancel
from prime.interviews.service.booking import cancel_upcoming as cancel_upcoming
from prime.interviews.service.booking import hold as hold
from prime.interviews.service.booking import invite as invite
from prime.interviews.service.booking import mark_held as mark_held
from prime.interviews.service.booking import mark_no_show as mark_no_show
from prime.interviews.service.booking import move_booking as move_booking
from prime.interviews.service.booking import remind as remind
from prime.interviews.service.feeds import renew_feed as renew_feed
from prime.interviews.service.feeds import revoke_feed as revoke_feed
from prime.interviews.service.handing import hand_over as hand_over
from prime.interviews.service.handing import reassign as reassign
from prime.interviews.service.panels import declare_conflict as declare_conflict
from prime.interviews.service.panels import declare_own_conflict as declare_own_conflict
from prime.interviews.service.scoring import decide as decide
from prime.interviews.service.scoring import save_scorecard as save_scorecard
from prime.interviews.service.scoring import submit_scorecard as submit_scorecard
