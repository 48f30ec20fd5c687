"""Placements and the hours worked in them."""

from prime.reporting.invariants.kind import Invariant

PLACEMENTS = (
    Invariant(
        "nobody_over_full",
        "Nobody is placed for more than their working time on any day.",
        """
        SELECT s.reference AS what, sum(q.fte) || ' of ' || s.fte || ' on ' || p.starts_on AS why
        FROM placement p JOIN placement q ON q.staff_member = p.staff_member AND q.status <> 'cancelled'
          AND p.starts_on BETWEEN q.starts_on AND q.ends_on
        JOIN staff_member s ON s.id = p.staff_member
        WHERE p.status <> 'cancelled' GROUP BY p.id, s.id HAVING sum(q.fte) > s.fte
        """,
    ),
    Invariant(
        "placed_while_employed",
        "A placement lies within the person's employment.",
        """
        SELECT p.reference AS what, s.reference || ' works from ' || s.started_on || COALESCE(' to ' || s.left_on, '') AS why
        FROM placement p JOIN staff_member s ON s.id = p.staff_member
        WHERE p.status <> 'cancelled' AND (p.starts_on < s.started_on OR p.ends_on > s.left_on)
        """,
    ),
    Invariant(
        "placements_were_asked_for",
        "A placement follows from a confirmed request of the same council and team, by the person who was confirmed.",
        """
        SELECT p.reference AS what, 'request ' || r.reference || ' is ' || r.status AS why
        FROM placement p JOIN placement_request r ON r.id = p.placement_request
        LEFT JOIN proposal o ON o.placement_request = r.id AND o.status = 'confirmed'
        WHERE r.status <> 'confirmed' OR r.client <> p.client OR r.team <> p.team OR o.staff_member IS DISTINCT FROM p.staff_member
        """,
    ),
    Invariant(
        "requests_agree_with_picks",
        "A request is picked while somebody is, confirmed when there is a placement, and its team is the council's own.",
        """
        SELECT r.reference AS what,
          r.status || CASE WHEN t.client <> r.client THEN ', for another council''s team' ELSE ', picks or placement differ' END AS why
        FROM placement_request r JOIN team t ON t.id = r.team
        WHERE t.client <> r.client
          OR (r.status = 'picked') <> EXISTS (SELECT FROM proposal o WHERE o.placement_request = r.id AND o.status = 'picked')
          OR (r.status = 'confirmed') <> EXISTS (SELECT FROM placement p WHERE p.placement_request = r.id)
        """,
    ),
    Invariant(
        "above_cap_is_approved",
        "A rate above the price cap names who approved it, wherever the council reports the person as agency.",
        """
        SELECT reference AS what, hourly_amount || ' above ' || cap_amount AS why FROM placement
        WHERE client_reports_as_agency AND hourly_amount > cap_amount AND over_cap_approved_by = ''
        """,
    ),
    Invariant(
        "week_is_its_days",
        "The total of a timesheet is the sum of its days.",
        """
        SELECT t.reference AS what, t.total_hours || ' hours, days ' || COALESCE(sum(d.hours), 0) AS why
        FROM timesheet t LEFT JOIN timesheet_day d ON d.timesheet = t.id GROUP BY t.id HAVING t.total_hours <> COALESCE(sum(d.hours), 0)
        """,
    ),
    Invariant(
        "hours_inside_placement",
        "Hours are worked on days of the week and of the placement, and never in one that was called off.",
        """
        SELECT t.reference AS what, d.worked_on::text AS why
        FROM timesheet_day d JOIN timesheet t ON t.id = d.timesheet JOIN placement p ON p.id = t.placement
        WHERE d.worked_on NOT BETWEEN t.week_starts_on AND t.week_starts_on + 6
          OR (d.hours > 0 AND (p.status = 'cancelled' OR d.worked_on NOT BETWEEN p.starts_on AND p.ends_on))
        """,
    ),
    Invariant(
        "day_has_24_hours",
        "Nobody works more than 24 hours on one day, all placements together.",
        """
        SELECT s.reference AS what, sum(d.hours) || ' hours on ' || d.worked_on AS why
        FROM timesheet_day d JOIN timesheet t ON t.id = d.timesheet JOIN placement p ON p.id = t.placement
        JOIN staff_member s ON s.id = p.staff_member
        GROUP BY s.id, d.worked_on HAVING sum(d.hours) > 24
        """,
    ),
    Invariant(
        "weeks_approved_by_council",
        "A week is approved by somebody who approves for the council, after it was submitted.",
        """
        SELECT t.reference AS what, 'approved by ' || COALESCE(u.email, 'nobody') AS why
        FROM timesheet t JOIN placement p ON p.id = t.placement JOIN client c ON c.id = p.client LEFT JOIN app_user u ON u.id = t.approved_by
        WHERE t.status IN ('approved', 'billed') AND (t.submitted_at IS NULL OR t.submitted_at > t.approved_at OR NOT EXISTS (
          SELECT FROM membership m WHERE m."user" = t.approved_by AND m.organisation = c.organisation AND m.role = 'client_approver'))
        """,
    ),
    Invariant(
        "week_is_last_event",
        "The state of a timesheet is the one that its last event tells of.",
        """
        SELECT t.reference AS what, t.status || ', but the last event says ' || COALESCE(e.status, 'nothing') AS why
        FROM timesheet t LEFT JOIN LATERAL (
          SELECT status FROM timesheet_event WHERE timesheet = t.id ORDER BY made_at DESC, id DESC LIMIT 1) e ON true
        WHERE t.status <> COALESCE(e.status, 'draft')
        """,
    ),
)
