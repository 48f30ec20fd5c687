"""Invoices, credit notes and payments."""

from prime.reporting.invariants.kind import Invariant

MONEY = (
    Invariant(
        "invoice_is_its_lines",
        "An invoice comes to the sum of its lines, and each line to hours times rate.",
        """
        SELECT i.number AS what, i.net_amount || ', lines ' || COALESCE(sum(l.net_amount), 0) AS why
        FROM invoice i LEFT JOIN invoice_line l ON l.invoice = i.id GROUP BY i.id
        HAVING i.net_amount <> COALESCE(sum(l.net_amount), 0) OR bool_or(l.net_amount <> round(l.hours * l.hourly_amount, 2))
        """,
    ),
    Invariant(
        "vat_is_right",
        "VAT is the rate of the total, computed once and rounded half up, and the gross is net and VAT together.",
        """
        SELECT number AS what, vat_rate || '% of ' || net_amount || ' is not ' || vat_amount AS why FROM invoice
        WHERE vat_amount <> round(net_amount * vat_rate / 100, 2) OR gross_amount <> net_amount + vat_amount
        """,
    ),
    Invariant(
        "numbers_have_no_gap",
        "Invoices and credit notes of a year are numbered from 1 without a gap.",
        """
        SELECT series AS what, count(*) || ' numbers up to ' || max(number) || ', series at ' || COALESCE(min(s.last)::text, 'nothing') AS why
        FROM (SELECT left(number, 8) AS series, right(number, 6)::int AS number FROM invoice) i LEFT JOIN number_series s USING (series)
        GROUP BY series HAVING max(number) <> count(DISTINCT number) OR min(number) <> 1 OR max(number) IS DISTINCT FROM min(s.last)
        """,
    ),
    Invariant(
        "series_are_ahead",
        "No reference is above the number series that it came from.",
        """
        SELECT left(reference, 8) AS what, reference || ' is above ' || COALESCE(s.last::text, 'nothing') AS why
        FROM (
          SELECT reference FROM application UNION ALL SELECT reference FROM candidate UNION ALL SELECT reference FROM vacancy
          UNION ALL SELECT reference FROM interview UNION ALL SELECT reference FROM offer UNION ALL SELECT reference FROM conversion_case
          UNION ALL SELECT reference FROM staff_member UNION ALL SELECT reference FROM placement_request UNION ALL SELECT reference FROM placement
          UNION ALL SELECT reference FROM timesheet UNION ALL SELECT reference FROM billing_run UNION ALL SELECT reference FROM document
        ) r LEFT JOIN number_series s ON s.series = left(reference, 8)
        WHERE reference ~ '^[A-Z]{3}-[0-9]{4}-[0-9]{6}$' AND right(reference, 6)::int > COALESCE(s.last, 0)
        """,
    ),
    Invariant(
        "week_on_one_invoice",
        "A week stands on one invoice at most, of those that no credit note takes back.",
        """
        SELECT t.reference AS what, string_agg(i.number, ', ') AS why
        FROM invoice_line l JOIN invoice i ON i.id = l.invoice AND i.kind = 'invoice' JOIN timesheet t ON t.id = l.timesheet
        WHERE NOT EXISTS (SELECT FROM invoice n WHERE n.credits = i.id) GROUP BY t.id HAVING count(*) > 1
        """,
    ),
    Invariant(
        "billed_means_invoiced",
        "A week is billed exactly while an invoice holds it, with the hours and at the rate of its line.",
        """
        SELECT t.reference AS what, t.status || ', on ' || COALESCE(i.number, 'no invoice') AS why
        FROM timesheet t LEFT JOIN billed_week b ON b.timesheet = t.id LEFT JOIN invoice i ON i.id = b.invoice
        LEFT JOIN invoice_line l ON l.invoice = b.invoice AND l.timesheet = t.id
        WHERE (t.status = 'billed') <> (b.id IS NOT NULL) OR (b.id IS NOT NULL AND l.hours IS DISTINCT FROM t.total_hours)
          OR EXISTS (SELECT FROM invoice n WHERE n.credits = i.id)
        """,
    ),
    Invariant(
        "nothing_left_out_is_billed",
        "No week is both left out of billing and billed.",
        """
        SELECT t.reference AS what, e.reason AS why
        FROM exclusion e JOIN timesheet t ON t.id = e.timesheet JOIN billed_week b ON b.timesheet = t.id WHERE e.lifted_at IS NULL
        """,
    ),
    Invariant(
        "credit_mirrors_invoice",
        "A credit note takes back the whole of one invoice, after it, on which no money stands.",
        """
        SELECT n.number AS what, 'takes back ' || COALESCE(i.number, 'nothing') AS why FROM invoice n LEFT JOIN invoice i ON i.id = n.credits
        WHERE n.kind = 'credit_note' AND (i.id IS NULL OR i.kind <> 'invoice' OR n.gross_amount <> -i.gross_amount OR n.client <> i.client
          OR n.issued_on < i.issued_on OR COALESCE((SELECT sum(paid_amount) FROM payment WHERE invoice = i.id), 0) <> 0)
        """,
    ),
    Invariant(
        "payments_within_debt",
        "No invoice is paid above what it comes to, and none was paid before it was issued.",
        """
        SELECT i.number AS what, sum(p.paid_amount) || ' of ' || i.gross_amount || ', first on ' || min(p.received_on) AS why
        FROM payment p JOIN invoice i ON i.id = p.invoice GROUP BY i.id
        HAVING sum(p.paid_amount) NOT BETWEEN 0 AND i.gross_amount OR min(p.received_on) < i.issued_on
        """,
    ),
    Invariant(
        "runs_settled",
        "A finished run has settled all its parts, and each issued part has its invoice.",
        """
        SELECT r.reference AS what, s.status || ' part under ' || COALESCE(NULLIF(s.po_number, ''), 'no PO number') AS why
        FROM billing_run r JOIN run_share s ON s.run = r.id
        WHERE (r.status = 'done' AND s.status = 'waiting') OR (s.status = 'issued') <> EXISTS (
          SELECT FROM invoice i WHERE i.run = r.id AND i.client = s.client AND i.po_number = s.po_number AND i.kind = 'invoice')
        """,
    ),
    Invariant(
        "paper_says_the_same",
        "Every invoice and credit note has a document, whose frozen facts say its number and its amount.",
        """
        SELECT i.number AS what, COALESCE('the document says ' || (d.context ->> 'gross_amount'), 'no document') AS why
        FROM invoice i LEFT JOIN invoice_document n ON n.invoice = i.id LEFT JOIN document d ON d.id = n.document
        WHERE d.id IS NULL OR d.context ->> 'reference' <> i.number OR (d.context ->> 'gross_amount')::numeric <> abs(i.gross_amount)
        """,
    ),
)
