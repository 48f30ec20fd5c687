"""Commands on lists of people and on the talent pool."""

from prime.talent.service.lists import choose_columns as choose_columns
from prime.talent.service.lists import discard_list as discard_list
from prime.talent.service.lists import forget_old_lists as forget_old_lists
from prime.talent.service.lists import order_list as order_list
from prime.talent.service.lists import read_list as read_list
from prime.talent.service.lists import take_in as take_in
from prime.talent.service.pool import ask_to_join as ask_to_join
from prime.talent.service.pool import call_members as call_members
from prime.talent.service.pool import end_places as end_places
from prime.talent.service.pool import join_pool as join_pool
from prime.talent.service.pool import leave_pool as leave_pool
