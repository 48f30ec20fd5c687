"""Invoices to councils: a monthly run, gapless numbers, credit notes, payments.

Words: a *run* bills one month, once; a *line* is one approved week of one placement; an *exclusion* leaves a week out of
a run with a reason; an *invoice* is issued with its number and never changes; a *credit note* takes back one invoice in
full and frees its weeks; a *payment* is money received. The *seller* row holds what must be true of us on an invoice.
"""
