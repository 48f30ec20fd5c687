"""Reading lists of people with what came of their rows, and the talent pool."""

from prime.talent.queries.lists import get_list as get_list
from prime.talent.queries.lists import has_applied as has_applied
from prime.talent.queries.lists import list_faults as list_faults
from prime.talent.queries.lists import list_lists as list_lists
from prime.talent.queries.lists import list_outcomes as list_outcomes
from prime.talent.queries.lists import list_stale as list_stale
from prime.talent.queries.lists import lock_list as lock_list
from prime.talent.queries.lists import lock_waiting as lock_waiting
from prime.talent.queries.lists import reading as reading
from prime.talent.queries.pool import PoolFilters as PoolFilters
from prime.talent.queries.pool import count_members as count_members
from prime.talent.queries.pool import has_ended_application as has_ended_application
from prime.talent.queries.pool import list_chosen as list_chosen
from prime.talent.queries.pool import list_members as list_members
from prime.talent.queries.pool import lock_ending as lock_ending
from prime.talent.queries.pool import lock_member_of as lock_member_of
from prime.talent.queries.pool import lock_members as lock_members
from prime.talent.queries.pool import own_membership as own_membership
