"""Facts that others publish: authorities, workforce figures, bank holidays, rates, pay points, grades, skills.

Words: a *rate* is any dated value of one kind (per cent, pounds, days, hours); it applies from `effective_from`
to the end of `effective_to`, or until further notice. A *figure* is what the DfE published about one authority
in one year; a *symbol* stands where it published none. A *benchmark* is a national or regional series. A *pay
point* is one point of a national or local scale. A *price cap* is the most that a region pays for an agency
hour. A *demonstration* row is invented for the demo and refused in production.
"""
