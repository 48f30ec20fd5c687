"""Accounts, documents, messages and jobs."""

from prime.reporting.invariants.kind import Invariant

SYSTEM_WIDE = (
    Invariant(
        "roles_fit_organisations",
        "Roles of councils are held in councils, all others in AfC.",
        """
        SELECT u.email AS what, m.role || ' in ' || o.name AS why
        FROM membership m JOIN organisation o ON o.id = m.organisation JOIN app_user u ON u.id = m."user"
        WHERE m.revoked_at IS NULL AND (m.role LIKE 'client\\_%') <> (o.kind = 'council')
        """,
    ),
    Invariant(
        "panel_opens_for_admins",
        "The admin panel opens for those who hold the role admin, and for nobody else.",
        """
        SELECT email AS what, CASE WHEN admin THEN 'opens the panel without the role' ELSE 'holds the role, but the panel is closed' END AS why
        FROM app_user u
        WHERE admin <> EXISTS (SELECT FROM membership m WHERE m."user" = u.id AND m.role = 'admin' AND m.revoked_at IS NULL)
        """,
    ),
    Invariant(
        "leavers_have_no_way_in",
        "Whoever was off-boarded has no role, no session and no key.",
        """
        SELECT email AS what, 'off-boarded, but not shut out' AS why FROM app_user u WHERE offboarded_at IS NOT NULL AND (active
          OR EXISTS (SELECT FROM membership m WHERE m."user" = u.id AND m.revoked_at IS NULL)
          OR EXISTS (SELECT FROM session s WHERE s.user_id = u.id)
          OR EXISTS (SELECT FROM api_key k WHERE k."user" = u.id AND k.revoked_at IS NULL))
        """,
    ),
    Invariant(
        "councils_are_clients",
        "Every client is an organisation of kind council.",
        """
        SELECT c.name AS what, o.kind AS why FROM client c JOIN organisation o ON o.id = c.organisation WHERE o.kind <> 'council'
        """,
    ),
    Invariant(
        "documents_have_files",
        "A document is ready exactly when it has a file, and the file is a PDF.",
        """
        SELECT d.reference AS what, d.status || ', ' || COALESCE(f.media_type, 'no file') AS why
        FROM document d LEFT JOIN stored_file f ON f.id = d.file
        WHERE (d.status = 'ready') <> (f.id IS NOT NULL) OR f.media_type <> 'application/pdf'
        """,
    ),
    Invariant(
        "documents_do_not_fail",
        "No document has failed to be made.",
        "SELECT reference AS what, status_detail AS why FROM document WHERE status = 'failed'",
    ),
    Invariant(
        "messages_leave",
        "No message has waited for longer than an hour to be sent.",
        """
        SELECT template || ' to ' || to_address AS what, 'written at ' || date_trunc('minute', created_at) AS why
        FROM message WHERE status = 'queued' AND created_at < now() - interval '1 hour'
        """,
    ),
    Invariant(
        "no_job_lies_dead",
        "No job has lain among the failed ones for longer than a day.",
        "SELECT job AS what, last_error AS why FROM outbox_message WHERE dead_at < now() - interval '1 day' AND done_at IS NULL",
    ),
    Invariant(
        "jobs_are_taken",
        "No job has waited for longer than an hour after its time.",
        """
        SELECT job AS what, 'due at ' || date_trunc('minute', available_at) AS why
        FROM outbox_message WHERE done_at IS NULL AND dead_at IS NULL AND available_at < now() - interval '1 hour'
          AND created_at < now() - interval '1 hour'
        """,
    ),
)
