"""What people in the demonstration write."""

from prime.interviews.tables import Outcome
from prime.offers.tables import DeclineReason

MOTIVATIONS = (
    "I want to work where practitioners choose their colleagues. A friend told me how carefully her panel listened, and I want to be part of that.",
    "After six years in agency work I miss staying with families to the end. I would like a permanent contract without giving up variety.",
    "I am proud of the direct work I do with teenagers and want a team that gives it time. Your supervision offer is better than what I have now.",
    "I qualified in 2015, have worked in assessment and court teams, and I am ready to lead practice without leaving it.",
    "Smaller caseloads and reflective supervision are what I look for. I read about your approach to kinship care and it is mine too.",
    "I have moved to the area with my family and want to put down roots in children's services here.",
    "My current council is restructuring again. I would like to use my energy on children, not on change programmes.",
)
NEEDS = (
    "I am deaf in one ear: please seat me so that I can see everybody.",
    "I use a wheelchair and need step-free access if we meet in person.",
    "I am dyslexic. Seeing the questions ten minutes before the interview helps me a great deal.",
)
CONVERSATIONS = (
    "Talked for 40 minutes. Knows what AfC is and why she applies. Asked about caseloads, supervision and travel. Would like the court team in time.",
    "Calm and curious. Comes from agency work and wants to stay somewhere. We spoke about placements and the pay between them; no open questions.",
    "Very keen on direct work. We spoke about the probation period and the academy. Needs six weeks' notice.",
    "Good talk about what a champion is and how panels work. Can start after eight weeks. Wants three or four days a week.",
    "Spoke about the move from a unitary council to us. Worried about the journey, reassured by two days at home.",
)
FEEDBACK = {
    Outcome.HIRE: "Thank you for your thoughtful answers. The panel liked how you brought the children's own words into your decisions.",
    Outcome.REJECT: "Thank you for meeting us. Next time, tell us more about the children and about what changed for them.",
}
REASONS = {
    Outcome.HIRE: (
        "Strong, child-centred examples and calm judgement under questioning. The panel agreed without reservation.",
        "Good analysis and honest reflection. We would like to see more court experience and will plan for it in the first months.",
        "A warm and clear practitioner. Safeguarding judgement was the best we have seen this month.",
    ),
    Outcome.REJECT: (
        "The examples stayed with procedure, and the child was hardly present. The panel would gladly see the candidate again in a year.",
        "Safeguarding answers came late and only after prompting. Two of the panel had reservations.",
    ),
}
MODERATION = (
    "We compared our notes. One of us had missed the second example, which showed what changed for the child.",
    "We agreed that the answer was thin at first and better after a follow-up question. It weighs as a 3.",
    "The difference is about one case that went to court. We took the lower score as the panel’s view.",
)
NOTES = (
    "Prefers to be called in the afternoon.",
    "Holds a practice educator award: worth remembering for the academy.",
    "On leave in the second half of next month.",
    "Has asked twice about part-time work. Four days would suit the team.",
)
SHARED_NOTES = ("Thank you for sending the second reference so quickly.", "Bring the original of your degree certificate to the first day.")
DECLINED = (
    (DeclineReason.ANOTHER_JOB, "I have accepted a post nearer to home."),
    (DeclineReason.PAY, "The salary is lower than what I have now."),
    (DeclineReason.CIRCUMSTANCES, ""),
    (DeclineReason.LOCATION, "The drive is an hour each way."),
    (DeclineReason.STAYING, "My council has made me a counter-offer."),
)
CONDITIONS = ("Your notice period ends before the first day", "You pass the driving test or show how you travel to visits")
WISHES = ("I hold two practice educator awards, and my present salary is higher.", "My children's school holidays end a fortnight later.")
LATER_STARTS = ("My notice period is three months, not two.", "I am to finish a case in court first.")
REQUEST_DETAILS = (
    "Covers maternity leave. The caseload is 16 children, eight of them with a plan.",
    "The team has two vacancies and a new manager. Experience in court is worth more to us than local knowledge.",
    "We would like somebody who enjoys direct work. Two days at home are possible after the first month.",
    "A backlog of assessments since the summer; the duty rota is one week in five.",
    "",
)
ENDED_EARLY = ("The council has filled the post for good", "The team was merged with another", "The worker asked to move nearer to home")
DECLINED_REQUESTS = ("Nobody with this experience is free before the spring.", "The dates are too short for a permanent member of staff.")
CANCELLED_REQUESTS = ("We have recruited ourselves", "The team has been reorganised")
TURNED_DOWN = ("Has worked with one of the families before", "We need more court experience than that")
QUERIES = (
    "Tuesday says 10 hours. Was that the strategy meeting, and did you take time back for it?",
    "You were on leave on Thursday according to the rota. Have a look at that day.",
    "The week has five full days, but Monday was a bank holiday.",
)
ANSWERS = ("Corrected, thank you for noticing.", "It was the court day in the next county. I have added a note.")
CREDITED = ("The invoice named a purchase order that had been closed. It is billed again under the new one.", "Billed to the wrong cost centre.")
CLOSED_CASES = ("Does not want to leave the agency yet", "Has moved away", "Took a permanent post with another council")
AGENCIES = ("Northfield Care Staffing (invented)", "Bluebell Social Work Agency (invented)", "Larch and Willow Locums (invented)")
JOB_TITLES = ("Social worker, assessment", "Social worker, children in care", "Senior social worker, court", "Social worker, family support")
GAPS = (
    "I looked after my first child.",
    "I cared for my father, who was ill.",
    "I travelled, and looked for the right team afterwards.",
    "I moved house and looked for work near my family.",
)
