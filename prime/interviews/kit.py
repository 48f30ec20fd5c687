"""Words of interviews for people."""

KIND_LABELS = {"conversation": "Initial conversation", "interview": "Panel interview"}
RELATIONSHIPS = {
    "same_team": "They work in the same team",
    "line_manager": "One is or was the other’s line manager",
    "former_colleague": "They have worked together",
    "personal": "They know each other in private",
}
OWN_RELATIONSHIPS = {
    "same_team": "We work in the same team",
    "line_manager": "One of us is or was the other’s line manager",
    "former_colleague": "We have worked together",
    "personal": "We know each other in private",
}
CAUSES = {
    "no_word": "Without a word",
    "ill": "Ill",
    "emergency": "Called away by an emergency at work or at home",
    "travel": "Held up on the way",
    "technical": "Technical trouble",
    "forgotten": "Forgot",
    "other": "Another reason",
}
CHANGES = {
    "invited": "Invited",
    "time_chosen": "Chose a time",
    "booked": "Booked",
    "moved": "Moved",
    "handed_over": "Handed over",
    "place_changed": "Changed how they meet",
    "cancelled": "Cancelled",
    "held": "Noted as held",
    "no_show": "Did not take place",
}
