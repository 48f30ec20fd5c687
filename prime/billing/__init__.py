"""Invoices to councils: a monthly run, gapless numbers, credit notes, payments.

Words: a *run* bills one month, once; a *share* is its part for one council and PO number; a *line* is one approved week of
one placement, and belongs to the month in which it ends; an *exclusion* leaves a week out with a reason until it is lifted;
an *invoice* is issued with its number and never changes; a *credit note* takes back one invoice in full and frees its weeks
for the next run; a *payment* is money received, a *reversal* takes one back; the *seller* is what must be true of us on an
invoice, dated. An invoice on which money stands is credited only once that payment is reversed: a credited invoice owes
nothing, so the money would stand on nothing.
"""
