"""Constraints that Piccolo cannot say."""

CONSTRAINTS: tuple[str, ...] = (
    """CREATE FUNCTION timesheet_day_counts() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE sheet timesheet; held placement;
    BEGIN
      SELECT * INTO sheet FROM timesheet WHERE id = COALESCE(NEW.timesheet, OLD.timesheet) FOR UPDATE;
      IF sheet.status IN ('approved', 'billed') THEN
        RAISE EXCEPTION 'Hours of an approved timesheet never change.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'timesheet_frozen';
      END IF;
      IF TG_OP <> 'DELETE' THEN
        SELECT * INTO held FROM placement WHERE id = sheet.placement;
        IF NEW.worked_on NOT BETWEEN sheet.week_starts_on AND sheet.week_starts_on + 6
            OR (NEW.hours > 0 AND NEW.worked_on NOT BETWEEN held.starts_on AND held.ends_on) THEN
          RAISE EXCEPTION 'The day is outside the week or the placement.' USING ERRCODE = 'check_violation', CONSTRAINT = 'timesheet_day_inside';
        END IF;
      END IF;
      UPDATE timesheet SET total_hours = (SELECT COALESCE(sum(hours), 0) FROM timesheet_day WHERE timesheet = sheet.id) WHERE id = sheet.id;
      RETURN NULL;
    END $$""",
    "CREATE TRIGGER timesheet_day_counts AFTER INSERT OR UPDATE OR DELETE ON timesheet_day FOR EACH ROW EXECUTE FUNCTION timesheet_day_counts()",
    "CREATE TRIGGER timesheet_event_written_once BEFORE UPDATE OR DELETE ON timesheet_event FOR EACH ROW EXECUTE FUNCTION written_once()",
    "CREATE INDEX timesheet_billable ON timesheet (week_starts_on, placement) WHERE status = 'approved'",
)
DROP: tuple[str, ...] = (
    "DROP INDEX timesheet_billable",
    "DROP TRIGGER timesheet_event_written_once ON timesheet_event",
    "DROP TRIGGER timesheet_day_counts ON timesheet_day",
    "DROP FUNCTION timesheet_day_counts()",
)
