"""Commands on records of one person: finding pairs, deciding on them, merging and undoing."""

from prime.duplicates.service.finding import ask as ask
from prime.duplicates.service.finding import find_for_unread as find_for_unread
from prime.duplicates.service.finding import find_pairs as find_pairs
from prime.duplicates.service.finding import keep_apart as keep_apart
from prime.duplicates.service.merging import merge as merge
from prime.duplicates.service.merging import undo as undo
