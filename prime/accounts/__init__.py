"""People who sign in, the organisations they act for, and what their roles allow.

Words: a *user* is a person with an account; an *organisation* is AfC or a council; a *membership* gives a
user one role in one organisation; a *permission* is what a role allows; an *access token* is the secret
behind an e-mailed link; an *API key* lets a program act as a user.

States of a user: invited (no sign-in yet), active, suspended (may come back), off-boarded (may not).
"""
