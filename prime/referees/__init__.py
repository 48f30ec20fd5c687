"""Referees: who can speak of a candidate's practice, what they are asked, and what they say.

Words: a *referee* is named by the candidate, *asked* by operations and answers by a link, without an account; a
*reference* is what they say, given once and never changed. Operations *accept* it, which clears one of the two
checks, *query* it, or raise a *concern*: the candidate is heard before it is found *unsatisfactory*.
"""
