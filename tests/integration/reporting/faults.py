"""One fault for each invariant, planted with the triggers of the demonstration's tables asleep.

A statement beginning with ALTER or DROP takes away the constraint that would refuse the fault.
"""

_ONE = "(SELECT id FROM {table} WHERE {where} ORDER BY id LIMIT 1)"


def _change(table: str, values: str, where: str = "true") -> str:
    return f"UPDATE {table} SET {values} WHERE id = {_ONE.format(table=table, where=where)}"


def _remove(table: str, where: str = "true") -> str:
    return f"DELETE FROM {table} WHERE id = {_ONE.format(table=table, where=where)}"


FAULTS: dict[str, list[str]] = {
    "stage_is_last_move": [_change("application", "stage = 'interview'", "stage = 'applied'")],
    "moves_are_legal": [_change("stage_move", "from_stage = 'offer'", "to_stage = 'screening'")],
    "live_application_once": [
        "DROP INDEX application_live_once",
        """UPDATE application a SET candidate = b.candidate, vacancy = b.vacancy FROM application b
           WHERE a.stage = 'applied' AND b.stage = 'screening'""",
    ],
    "somebody_is_next": [_change("application", "next_actor = 'nobody'", "stage = 'applied'")],
    "applicants_agreed": [_remove("consent")],
    "champion_in_one_place": [
        "ALTER TABLE panel_seat DROP CONSTRAINT champion_never_double_booked",
        """UPDATE panel_seat SET busy_from = pair.busy_from, busy_to = pair.busy_to FROM (
             SELECT a.id, b.busy_from, b.busy_to FROM panel_seat a JOIN panel_seat b ON a.champion = b.champion AND a.id <> b.id
             WHERE a.busy_from IS NOT NULL AND b.busy_from IS NOT NULL LIMIT 1) pair WHERE panel_seat.id = pair.id""",
    ],
    "seats_agree": [_change("panel_seat", "is_lead = false", "is_lead")],
    "interview_of_applicant": [
        "ALTER TABLE interview DROP CONSTRAINT candidate_never_double_booked",
        _change("interview", "candidate = (SELECT c.id FROM candidate c WHERE c.id <> interview.candidate LIMIT 1)"),
    ],
    "scorecards_whole": [
        "DELETE FROM rating WHERE id = (SELECT r.id FROM rating r JOIN scorecard k ON k.id = r.scorecard WHERE k.submitted_at IS NOT NULL LIMIT 1)"
    ],
    "decisions_followed": [_change("decision", "outcome = 'reject'", "outcome = 'hire'")],
    "offers_answered_in_time": [
        "ALTER TABLE offer DROP CONSTRAINT offer_never_accepted_late",
        _change("offer", "answered_at = expires_at + interval '1 day'", "status = 'accepted'"),
    ],
    "hired_on_an_offer": [_change("offer", "status = 'withdrawn', ended_reason = 'A fault'", "status = 'accepted'")],
    "offers_within_headcount": [
        """UPDATE vacancy SET headcount = 1 WHERE id = (SELECT a.vacancy FROM application a JOIN offer o ON o.application = a.id
           WHERE o.status = 'accepted' AND a.stage = 'started' GROUP BY a.vacancy HAVING count(*) > 1 LIMIT 1)"""
    ],
    "ready_means_conditions_met": [
        """UPDATE offer_condition SET status = 'pending', decided_by = NULL, decided_at = NULL WHERE offer IN (
           SELECT o.id FROM offer o JOIN application a ON a.id = o.application WHERE o.status = 'accepted' AND a.stage = 'started')"""
    ],
    "check_sets_whole": [_remove("pre_employment_check")],
    "ready_means_clear": [
        """UPDATE pre_employment_check SET status = 'open'
           WHERE kind = 'identity' AND candidate = (SELECT candidate FROM application WHERE stage = 'ready' LIMIT 1)"""
    ],
    "staff_were_cleared": [
        """UPDATE pre_employment_check SET expires_on = '2000-01-01'
           WHERE kind = 'swe_registration' AND candidate = (SELECT candidate FROM staff_member LIMIT 1)"""
    ],
    "started_means_staff": [
        """UPDATE membership SET revoked_at = now()
           WHERE role = 'staff' AND "user" = (SELECT "user" FROM staff_member WHERE status = 'active' LIMIT 1)"""
    ],
    "savings_add_up": [_change("conversion_case", "workings = '{}'")],
    "conversions_followed": [
        "UPDATE application SET stage = 'ready' WHERE id = (SELECT application FROM conversion_case WHERE stage = 'converted' LIMIT 1)"
    ],
    "nobody_over_full": ["UPDATE staff_member SET fte = 0.10 WHERE id = (SELECT staff_member FROM placement WHERE status <> 'cancelled' LIMIT 1)"],
    "placed_while_employed": [
        "UPDATE staff_member SET started_on = '2099-01-01' WHERE id = (SELECT staff_member FROM placement WHERE status <> 'cancelled' LIMIT 1)"
    ],
    "placements_were_asked_for": [_change("placement_request", "status = 'open'", "status = 'confirmed'")],
    "requests_agree_with_picks": [_change("placement_request", "status = 'picked'", "status = 'open'")],
    "above_cap_is_approved": [
        "ALTER TABLE placement DROP CONSTRAINT placement_over_cap_is_approved",
        _change("placement", "hourly_amount = cap_amount + 5, over_cap_approved_by = ''", "client_reports_as_agency AND cap_amount IS NOT NULL"),
    ],
    "week_is_its_days": [_change("timesheet", "total_hours = total_hours + 1", "status = 'draft'")],
    "hours_inside_placement": [_change("timesheet_day", "worked_on = worked_on + 300")],
    "day_has_24_hours": ["ALTER TABLE timesheet_day DROP CONSTRAINT timesheet_day_hours_possible", _change("timesheet_day", "hours = 25")],
    "weeks_approved_by_council": [
        _change("timesheet", "approved_by = (SELECT id FROM app_user WHERE email = 'operations@demo.afcprime.example')", "status = 'billed'")
    ],
    "week_is_last_event": [_change("timesheet", "status = 'submitted'", "status = 'approved'")],
    "invoice_is_its_lines": [_change("invoice_line", "hours = hours + 1, net_amount = round((hours + 1) * hourly_amount, 2)")],
    "vat_is_right": ["ALTER TABLE invoice DROP CONSTRAINT invoice_adds_up", _change("invoice", "vat_amount = vat_amount + 0.01")],
    "numbers_have_no_gap": ["UPDATE number_series SET last = last + 1 WHERE series LIKE 'INV-%'"],
    "series_are_ahead": ["UPDATE number_series SET last = 0 WHERE series LIKE 'APP-%'"],
    "week_on_one_invoice": [
        """UPDATE invoice_line SET timesheet = (SELECT o.timesheet FROM invoice_line o JOIN billed_week b ON b.invoice = o.invoice
             AND b.timesheet = o.timesheet WHERE o.invoice <> invoice_line.invoice LIMIT 1)
           WHERE id = (SELECT l.id FROM invoice_line l JOIN billed_week b ON b.invoice = l.invoice ORDER BY l.id DESC LIMIT 1)"""
    ],
    "billed_means_invoiced": [_remove("billed_week")],
    "nothing_left_out_is_billed": [
        """INSERT INTO exclusion (id, timesheet, reason, made_by, made_at)
           SELECT uuidv7(), timesheet, 'A fault', (SELECT id FROM app_user LIMIT 1), now() FROM billed_week LIMIT 1"""
    ],
    "credit_mirrors_invoice": [
        _change("invoice", "client = (SELECT c.id FROM client c WHERE c.id <> invoice.client LIMIT 1)", "kind = 'credit_note'")
    ],
    "payments_within_debt": [_change("payment", "paid_amount = paid_amount * 2 + 1")],
    "runs_settled": [_change("run_share", "status = 'waiting', settled_at = NULL")],
    "paper_says_the_same": [_remove("invoice_document")],
    "roles_fit_organisations": [
        _change("membership", "organisation = (SELECT id FROM organisation WHERE kind = 'council' LIMIT 1)", "role = 'champion'")
    ],
    "panel_opens_for_admins": ["UPDATE app_user SET admin = true WHERE email = 'champion@demo.afcprime.example'"],
    "leavers_have_no_way_in": ["UPDATE app_user SET offboarded_at = now(), active = false WHERE email = 'champion@demo.afcprime.example'"],
    "councils_are_clients": ["UPDATE organisation SET kind = 'afc' WHERE id = (SELECT organisation FROM client LIMIT 1)"],
    "documents_have_files": ["ALTER TABLE document DROP CONSTRAINT document_ready_has_file", _change("document", "status = 'ready'")],
    "documents_do_not_fail": [_change("document", "status = 'failed', status_detail = 'A fault'")],
    "messages_leave": [_change("message", "status = 'queued', created_at = now() - interval '2 hours'")],
    "no_job_lies_dead": [_change("outbox_message", "dead_at = now() - interval '2 days', last_error = 'A fault'")],
    "jobs_are_taken": [_change("outbox_message", "available_at = now() - interval '2 hours', created_at = now() - interval '3 hours'")],
}
