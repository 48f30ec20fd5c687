"""From application to first day."""

from prime.candidates.rules import FINAL, MOVES, NOTICES
from prime.checks.tables import CheckKind
from prime.reporting.invariants.kind import Invariant

_LEGAL = ", ".join(f"('{before}', '{after}')" for before, options in MOVES.items() for after in sorted(options))
_FINAL = ", ".join(f"'{stage}'" for stage in sorted(FINAL))

RECRUITMENT = (
    Invariant(
        "stage_is_last_move",
        "The stage of an application is the one that its last move led to.",
        """
        SELECT a.reference AS what, a.stage || ', but the last move led to ' || COALESCE(m.to_stage, 'nowhere') AS why
        FROM application a LEFT JOIN LATERAL (
          SELECT to_stage FROM stage_move WHERE application = a.id ORDER BY moved_at DESC, id DESC LIMIT 1) m ON true
        WHERE a.stage IS DISTINCT FROM m.to_stage
        """,
    ),
    Invariant(
        "moves_are_legal",
        "Every move of an application begins where the one before ended, and the table of moves allows it.",
        f"""
        SELECT a.reference AS what, m.from_stage || ' to ' || m.to_stage AS why
        FROM (SELECT *, lag(to_stage, 1, '') OVER (PARTITION BY application ORDER BY moved_at, id) AS before FROM stage_move) m
        JOIN application a ON a.id = m.application
        WHERE m.from_stage <> m.before
          OR (m.from_stage = '' AND m.to_stage <> 'applied')
          OR (m.from_stage <> '' AND (m.from_stage, m.to_stage) NOT IN ({_LEGAL}))
        """,
    ),
    Invariant(
        "live_application_once",
        "Nobody has two live applications for one vacancy.",
        f"""
        SELECT min(a.reference) AS what, count(*) || ' live applications for ' || v.reference AS why
        FROM application a JOIN vacancy v ON v.id = a.vacancy WHERE a.stage NOT IN ({_FINAL}) GROUP BY a.candidate, v.reference HAVING count(*) > 1
        """,
    ),
    Invariant(
        "somebody_is_next",
        "It is somebody's turn with every live application, and nobody's with one that is over.",
        f"""
        SELECT reference AS what, stage || ', next: ' || next_actor AS why FROM application
        WHERE (stage IN ({_FINAL})) <> (next_actor = 'nobody')
        """,
    ),
    Invariant(
        "applicants_agreed",
        "Everybody who applied themselves agreed to the privacy notice and the declaration.",
        f"""
        SELECT a.reference AS what, 'agreed to ' || count(DISTINCT s.kind) || ' of {len(NOTICES)} texts' AS why
        FROM application a JOIN candidate c ON c.id = a.candidate
        JOIN stage_move m ON m.application = a.id AND m.from_stage = '' AND (m.moved_by IS NULL OR m.moved_by = c."user")
        LEFT JOIN consent s ON s.application = a.id GROUP BY a.id HAVING count(DISTINCT s.kind) < {len(NOTICES)}
        """,
    ),
    Invariant(
        "champion_in_one_place",
        "No champion sits on two panels at one time.",
        """
        SELECT i.reference AS what, 'overlaps ' || j.reference AS why
        FROM panel_seat s JOIN panel_seat t ON t.champion = s.champion AND t.id > s.id AND t.busy_from < s.busy_to AND s.busy_from < t.busy_to
        JOIN interview i ON i.id = s.interview JOIN interview j ON j.id = t.interview
        """,
    ),
    Invariant(
        "seats_agree",
        "A booked interview fills the diary of its whole panel, one without a time fills none, and one member leads.",
        """
        SELECT i.reference AS what,
          i.status || CASE WHEN count(*) FILTER (WHERE s.is_lead) = 1 THEN ', diaries differ' ELSE ', no one lead' END AS why
        FROM interview i LEFT JOIN panel_seat s ON s.interview = i.id GROUP BY i.id
        HAVING count(*) FILTER (WHERE s.is_lead) <> 1
          OR (i.status IN ('booked', 'held') AND bool_or(s.busy_from IS DISTINCT FROM i.starts_at OR s.busy_to < i.ends_at))
          OR (i.status IN ('invited', 'cancelled') AND bool_or(s.busy_from IS NOT NULL))
        """,
    ),
    Invariant(
        "interview_of_applicant",
        "An interview is with the candidate of its application.",
        """
        SELECT i.reference AS what, 'another candidate than ' || a.reference AS why
        FROM interview i JOIN application a ON a.id = i.application WHERE i.candidate <> a.candidate
        """,
    ),
    Invariant(
        "scorecards_whole",
        "A submitted scorecard belongs to a panel interview that had begun, and rates every competency of its kit.",
        """
        SELECT i.reference AS what, count(r.id) || ' of ' || count(c.id) || ' competencies, ' || i.kind AS why
        FROM scorecard k JOIN panel_seat s ON s.id = k.seat JOIN interview i ON i.id = s.interview
        LEFT JOIN competency c ON c.kit_version = i.kit_version
        LEFT JOIN rating r ON r.scorecard = k.id AND r.competency = c.id AND r.score IS NOT NULL
        WHERE k.submitted_at IS NOT NULL GROUP BY k.id, i.id
        HAVING count(r.id) <> count(c.id) OR i.kind <> 'interview' OR i.starts_at IS NULL OR i.starts_at > k.submitted_at
        """,
    ),
    Invariant(
        "decisions_followed",
        "A decision is on an interview that was held, and its application moved on to offer or was rejected.",
        """
        SELECT i.reference AS what, d.outcome || ' on an interview that is ' || i.status AS why
        FROM decision d JOIN interview i ON i.id = d.interview
        WHERE i.status <> 'held' OR NOT EXISTS (
          SELECT FROM stage_move m WHERE m.application = i.application AND m.to_stage = CASE d.outcome WHEN 'hire' THEN 'offer' ELSE 'rejected' END)
        """,
    ),
    Invariant(
        "offers_answered_in_time",
        "An offer is accepted before it expires, by a typed name, and nobody has two open ones.",
        """
        SELECT reference AS what, 'accepted too late or without a name' AS why FROM offer
        WHERE status = 'accepted' AND (answered_at IS NULL OR answered_at > expires_at OR accepted_name = '')
        UNION ALL
        SELECT min(reference), count(*) || ' open offers of one person' FROM offer WHERE status = 'made' GROUP BY candidate HAVING count(*) > 1
        """,
    ),
    Invariant(
        "hired_on_an_offer",
        "An application at checks, ready or started has one accepted offer, made to its candidate.",
        """
        SELECT a.reference AS what, count(o.id) || ' accepted offers' AS why
        FROM application a LEFT JOIN offer o ON o.application = a.id AND o.candidate = a.candidate AND o.status = 'accepted'
        WHERE a.stage IN ('checks', 'ready', 'started') GROUP BY a.id HAVING count(o.id) <> 1
        """,
    ),
    Invariant(
        "offers_within_headcount",
        "No vacancy has more offers that stand than posts, and every offer was approved by another person than wrote it.",
        """
        SELECT v.reference AS what, count(*) || ' offers for ' || v.headcount || ' posts' AS why
        FROM vacancy v JOIN application a ON a.vacancy = v.id AND a.stage NOT IN ('withdrawn', 'rejected')
        JOIN offer o ON o.application = a.id AND o.status IN ('made', 'accepted') GROUP BY v.id HAVING count(*) > v.headcount
        UNION ALL
        SELECT reference, 'not approved by a second person' FROM offer
        WHERE status IN ('made', 'accepted', 'declined', 'lapsed', 'replaced') AND (approved_by IS NULL OR approved_by = drafted_by)
        """,
    ),
    Invariant(
        "ready_means_conditions_met",
        "Nobody is ready to start, or has started, while a condition of their offer is not met.",
        """
        SELECT a.reference AS what, c.text AS why FROM application a JOIN offer o ON o.application = a.id AND o.status = 'accepted'
        JOIN offer_condition c ON c.offer = o.id AND c.status <> 'met' WHERE a.stage IN ('ready', 'started')
        """,
    ),
    Invariant(
        "check_sets_whole",
        "Whoever is checked has one check of each kind.",
        f"""
        SELECT c.reference AS what, count(DISTINCT k.kind) || ' of {len(CheckKind)} checks' AS why
        FROM pre_employment_check k JOIN candidate c ON c.id = k.candidate GROUP BY c.id
        HAVING count(DISTINCT k.kind) <> {len(CheckKind)} OR count(*) <> {len(CheckKind)}
        """,
    ),
    Invariant(
        "ready_means_clear",
        "Nobody is ready to start while a check is open, not clear, or lapses before the first day.",
        """
        SELECT a.reference AS what, string_agg(k.kind, ', ') AS why
        FROM application a JOIN offer o ON o.application = a.id AND o.status = 'accepted'
        JOIN pre_employment_check k ON k.candidate = a.candidate AND NOT check_holds(k, o.starts_on)
        WHERE a.stage = 'ready' GROUP BY a.id
        """,
    ),
    Invariant(
        "staff_were_cleared",
        "Every member of staff has an accepted offer, and checks that are clear on the first day.",
        f"""
        SELECT s.reference AS what, CASE WHEN o.id IS NULL THEN 'no accepted offer' ELSE count(k.id) || ' of {len(CheckKind)} checks clear' END AS why
        FROM staff_member s LEFT JOIN offer o ON o.id = s.offer AND o.status = 'accepted' AND o.candidate = s.candidate
        LEFT JOIN pre_employment_check k ON k.candidate = s.candidate AND check_holds(k, s.started_on)
        GROUP BY s.id, o.id HAVING o.id IS NULL OR count(k.id) < {len(CheckKind)}
        """,
    ),
    Invariant(
        "started_means_staff",
        "Whoever has started is staff on the terms of their offer, and may sign in as such.",
        """
        SELECT a.reference AS what, CASE WHEN s.id IS NULL THEN 'started, but not staff'
          WHEN a.stage <> 'started' THEN 'staff, but at ' || a.stage WHEN s.employer <> o.employer THEN 'another employer than offered'
          ELSE 'without the role staff' END AS why
        FROM application a LEFT JOIN staff_member s ON s.application = a.id LEFT JOIN offer o ON o.id = s.offer
        LEFT JOIN app_user u ON u.id = s."user"
        WHERE (a.stage = 'started') <> (s.id IS NOT NULL) OR s.employer <> o.employer
          OR (s.status = 'active' AND u.offboarded_at IS NULL
              AND NOT EXISTS (SELECT FROM membership m WHERE m."user" = s."user" AND m.role = 'staff' AND m.revoked_at IS NULL))
        """,
    ),
    Invariant(
        "savings_add_up",
        "The saving of a conversion case is what its workings say, and the difference of its parts.",
        """
        SELECT reference AS what, saving_amount || ', workings say ' || COALESCE(workings -> 'saving' ->> 'firstYearAmount', 'nothing') AS why
        FROM conversion_case WHERE saving_amount <> agency_cost_amount - permanent_cost_amount - fee_amount
          OR (workings -> 'saving' ->> 'firstYearAmount')::numeric IS DISTINCT FROM saving_amount
        """,
    ),
    Invariant(
        "conversions_followed",
        "A converted worker has started, and a case lowers a council's agency share only where its own return changes.",
        """
        SELECT k.reference AS what, k.stage || ' with an application at ' || COALESCE(a.stage, 'no stage') AS why
        FROM conversion_case k LEFT JOIN application a ON a.id = k.application
        WHERE (k.stage = 'converted' AND a.stage IS DISTINCT FROM 'started') OR (k.stage = 'application' AND a.id IS NULL)
        UNION ALL
        SELECT k.reference, 'lowers the agency share of a council whose return stays as it is' FROM conversion_case k JOIN client c ON c.id = k.client
        WHERE k.lowers_agency_share AND k.employer <> c.organisation AND c.reports_as_agency
        """,
    ),
)
