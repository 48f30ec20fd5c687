"""Who may do what: every route, for every role, on one's own and on other people's records."""
