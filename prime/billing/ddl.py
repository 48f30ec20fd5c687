"""Constraints that Piccolo cannot say: what is issued never changes, and adds up."""

CONSTRAINTS: tuple[str, ...] = (
    "CREATE TRIGGER invoice_written_once BEFORE UPDATE OR DELETE ON invoice FOR EACH ROW EXECUTE FUNCTION written_once()",
    "CREATE TRIGGER invoice_line_written_once BEFORE UPDATE OR DELETE ON invoice_line FOR EACH ROW EXECUTE FUNCTION written_once()",
    "CREATE TRIGGER payment_written_once BEFORE UPDATE OR DELETE ON payment FOR EACH ROW EXECUTE FUNCTION written_once()",
    # At commit, lines and total agree to the penny.
    """CREATE FUNCTION invoice_lines_add_up() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE lines numeric;
    BEGIN
      SELECT COALESCE(sum(net_amount), 0) INTO lines FROM invoice_line WHERE invoice = NEW.id;
      IF lines <> NEW.net_amount THEN
        RAISE EXCEPTION 'Lines add up to %, the invoice says %.', lines, NEW.net_amount
          USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_lines_add_up';
      END IF;
      RETURN NULL;
    END $$""",
    """CREATE CONSTRAINT TRIGGER invoice_lines_add_up AFTER INSERT ON invoice DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION invoice_lines_add_up()""",
    # Nobody pays more than is owed, or pays a credited invoice.
    """CREATE FUNCTION payment_within_debt() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE owed numeric; paid numeric;
    BEGIN
      SELECT gross_amount INTO owed FROM invoice WHERE id = NEW.invoice AND kind = 'invoice' FOR UPDATE;
      IF owed IS NULL OR EXISTS (SELECT FROM invoice WHERE credits = NEW.invoice) THEN owed := 0; END IF;
      SELECT COALESCE(sum(paid_amount), 0) + NEW.paid_amount INTO paid FROM payment WHERE invoice = NEW.invoice;
      IF paid > owed OR paid < 0 THEN
        RAISE EXCEPTION 'Payments of % for a debt of %.', paid, owed USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_within_debt';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER payment_within_debt BEFORE INSERT ON payment FOR EACH ROW EXECUTE FUNCTION payment_within_debt()",
    "CREATE UNIQUE INDEX exclusion_live_once ON exclusion (timesheet) WHERE lifted_at IS NULL",
)
DROP: tuple[str, ...] = (
    "DROP INDEX exclusion_live_once",
    "DROP TRIGGER payment_within_debt ON payment",
    "DROP FUNCTION payment_within_debt()",
    "DROP TRIGGER invoice_lines_add_up ON invoice",
    "DROP FUNCTION invoice_lines_add_up()",
    "DROP TRIGGER payment_written_once ON payment",
    "DROP TRIGGER invoice_line_written_once ON invoice_line",
    "DROP TRIGGER invoice_written_once ON invoice",
)
