"""Constraints that Piccolo cannot say: what is issued never changes, adds up, and stands on one invoice only."""

CONSTRAINTS: tuple[str, ...] = (
    "CREATE TRIGGER invoice_written_once BEFORE UPDATE OR DELETE ON invoice FOR EACH ROW EXECUTE FUNCTION written_once()",
    "CREATE TRIGGER invoice_line_written_once BEFORE UPDATE OR DELETE ON invoice_line FOR EACH ROW EXECUTE FUNCTION written_once()",
    "CREATE TRIGGER payment_written_once BEFORE UPDATE OR DELETE ON payment FOR EACH ROW EXECUTE FUNCTION written_once()",
    # At commit, lines and total agree to the penny, and each line of an invoice holds its week.
    """CREATE FUNCTION invoice_lines_add_up() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE paper invoice; lines numeric; weeks int; held int; wrong_way int;
    BEGIN
      SELECT * INTO paper FROM invoice WHERE id = COALESCE(to_jsonb(NEW) ->> 'invoice', to_jsonb(NEW) ->> 'id')::uuid;
      SELECT COALESCE(sum(net_amount), 0), count(*), count(*) FILTER (WHERE sign(hours) <> CASE paper.kind WHEN 'invoice' THEN 1 ELSE -1 END)
        INTO lines, weeks, wrong_way FROM invoice_line WHERE invoice = paper.id;
      IF lines <> paper.net_amount OR wrong_way > 0 THEN
        RAISE EXCEPTION 'Lines add up to %, % says %.', lines, paper.number, paper.net_amount
          USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_lines_add_up';
      END IF;
      SELECT count(*) INTO held FROM billed_week b JOIN invoice_line l ON (l.invoice, l.timesheet) = (b.invoice, b.timesheet)
        WHERE b.invoice = paper.id;
      IF held <> weeks AND paper.kind = 'invoice' AND NOT EXISTS (SELECT FROM invoice WHERE credits = paper.id) THEN
        RAISE EXCEPTION '% holds % of its % weeks.', paper.number, held, weeks
          USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_holds_its_weeks';
      END IF;
      RETURN NULL;
    END $$""",
    """CREATE CONSTRAINT TRIGGER invoice_lines_add_up AFTER INSERT ON invoice DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION invoice_lines_add_up()""",
    """CREATE CONSTRAINT TRIGGER invoice_line_in_total AFTER INSERT ON invoice_line DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION invoice_lines_add_up()""",
    # A credit note takes back the whole of one invoice on which no money stands. The lock lets no payment slip in.
    """CREATE FUNCTION credit_note_mirrors() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE credited invoice;
    BEGIN
      SELECT * INTO credited FROM invoice WHERE id = NEW.credits FOR UPDATE;
      IF credited.kind <> 'invoice' OR (NEW.client, NEW.po_number, NEW.net_amount, NEW.vat_rate, NEW.vat_amount)
          IS DISTINCT FROM (credited.client, credited.po_number, -credited.net_amount, credited.vat_rate, -credited.vat_amount) THEN
        RAISE EXCEPTION 'A credit note takes back a whole invoice.' USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_note_mirrors';
      END IF;
      IF (SELECT sum(paid_amount) FROM payment WHERE invoice = NEW.credits) <> 0 THEN
        RAISE EXCEPTION '% has been paid.', credited.number USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_note_of_unpaid';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER credit_note_mirrors BEFORE INSERT ON invoice FOR EACH ROW WHEN (NEW.kind = 'credit_note')
        EXECUTE FUNCTION credit_note_mirrors()""",
    # A week is freed by a credit note and by nothing else, and no week is both left out and billed.
    """CREATE FUNCTION billed_week_holds() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        PERFORM FROM timesheet WHERE id = NEW.timesheet FOR UPDATE;
        IF EXISTS (SELECT FROM exclusion WHERE timesheet = NEW.timesheet AND lifted_at IS NULL) THEN
          RAISE EXCEPTION 'The week is left out of billing.' USING ERRCODE = 'check_violation', CONSTRAINT = 'billed_week_not_excluded';
        END IF;
        RETURN NEW;
      END IF;
      IF TG_OP = 'UPDATE' OR NOT EXISTS (SELECT FROM invoice WHERE credits = OLD.invoice) THEN
        RAISE EXCEPTION 'Only a credit note frees a week.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'billed_week_holds';
      END IF;
      RETURN OLD;
    END $$""",
    "CREATE TRIGGER billed_week_holds BEFORE INSERT OR UPDATE OR DELETE ON billed_week FOR EACH ROW EXECUTE FUNCTION billed_week_holds()",
    """CREATE FUNCTION exclusion_of_unbilled() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM FROM timesheet WHERE id = NEW.timesheet FOR UPDATE;
      IF NEW.lifted_at IS NULL AND EXISTS (SELECT FROM billed_week WHERE timesheet = NEW.timesheet) THEN
        RAISE EXCEPTION 'The week is billed.' USING ERRCODE = 'check_violation', CONSTRAINT = 'exclusion_of_unbilled';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER exclusion_of_unbilled BEFORE INSERT OR UPDATE ON exclusion FOR EACH ROW EXECUTE FUNCTION exclusion_of_unbilled()",
    "CREATE UNIQUE INDEX exclusion_live_once ON exclusion (timesheet) WHERE lifted_at IS NULL",
    # Nobody pays more than is owed, or pays a credited invoice; a reversal takes back exactly one payment.
    """CREATE FUNCTION payment_within_debt() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE owed numeric; paid numeric;
    BEGIN
      SELECT gross_amount INTO owed FROM invoice WHERE id = NEW.invoice AND kind = 'invoice' FOR UPDATE;
      IF owed IS NULL OR EXISTS (SELECT FROM invoice WHERE credits = NEW.invoice) THEN owed := 0; END IF;
      SELECT COALESCE(sum(paid_amount), 0) + NEW.paid_amount INTO paid FROM payment WHERE invoice = NEW.invoice;
      IF paid > owed OR paid < 0 THEN
        RAISE EXCEPTION 'Payments of % for a debt of %.', paid, owed USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_within_debt';
      END IF;
      IF NEW.reverses IS NOT NULL AND NOT EXISTS (
          SELECT FROM payment WHERE id = NEW.reverses AND invoice = NEW.invoice AND paid_amount = -NEW.paid_amount AND reverses IS NULL) THEN
        RAISE EXCEPTION 'A reversal takes back one payment.' USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_reversal_mirrors';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER payment_within_debt BEFORE INSERT ON payment FOR EACH ROW EXECUTE FUNCTION payment_within_debt()",
    "CREATE INDEX invoice_newest ON invoice (issued_on DESC, number DESC)",
    "CREATE INDEX invoice_by_client ON invoice (client, issued_on, number)",
)
DROP: tuple[str, ...] = (
    "DROP INDEX invoice_by_client",
    "DROP INDEX invoice_newest",
    "DROP TRIGGER payment_within_debt ON payment",
    "DROP FUNCTION payment_within_debt()",
    "DROP INDEX exclusion_live_once",
    "DROP TRIGGER exclusion_of_unbilled ON exclusion",
    "DROP FUNCTION exclusion_of_unbilled()",
    "DROP TRIGGER billed_week_holds ON billed_week",
    "DROP FUNCTION billed_week_holds()",
    "DROP TRIGGER credit_note_mirrors ON invoice",
    "DROP FUNCTION credit_note_mirrors()",
    "DROP TRIGGER invoice_line_in_total ON invoice_line",
    "DROP TRIGGER invoice_lines_add_up ON invoice",
    "DROP FUNCTION invoice_lines_add_up()",
    "DROP TRIGGER payment_written_once ON payment",
    "DROP TRIGGER invoice_line_written_once ON invoice_line",
    "DROP TRIGGER invoice_written_once ON invoice",
)
