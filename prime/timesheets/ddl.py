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
        -- Shared with other timesheets of the placement, but not with a change of its dates.
        SELECT * INTO held FROM placement WHERE id = sheet.placement FOR SHARE;
        IF NEW.worked_on NOT BETWEEN sheet.week_starts_on AND sheet.week_starts_on + 6 OR (NEW.hours > 0
            AND (held.status = 'cancelled' OR NEW.worked_on NOT BETWEEN held.starts_on AND held.ends_on)) THEN
          RAISE EXCEPTION 'The day is outside the week or the placement.' USING ERRCODE = 'check_violation', CONSTRAINT = 'timesheet_day_inside';
        END IF;
      END IF;
      UPDATE timesheet SET total_hours = (SELECT COALESCE(sum(hours), 0) FROM timesheet_day WHERE timesheet = sheet.id) WHERE id = sheet.id;
      RETURN NULL;
    END $$""",
    "CREATE TRIGGER timesheet_day_counts AFTER INSERT OR UPDATE OR DELETE ON timesheet_day FOR EACH ROW EXECUTE FUNCTION timesheet_day_counts()",
    # A placement is never cut short of a day on which hours are recorded.
    """CREATE FUNCTION placement_keeps_worked_days() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM timesheet t JOIN timesheet_day d ON d.timesheet = t.id WHERE t.placement = NEW.id AND d.hours > 0
          AND (NEW.status = 'cancelled' OR d.worked_on NOT BETWEEN NEW.starts_on AND NEW.ends_on)) THEN
        RAISE EXCEPTION 'Hours are recorded outside these days.' USING ERRCODE = 'check_violation', CONSTRAINT = 'placement_keeps_worked_days';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER placement_keeps_worked_days BEFORE UPDATE OF starts_on, ends_on, status ON placement
        FOR EACH ROW EXECUTE FUNCTION placement_keeps_worked_days()""",
    # What is billed is frozen: the only way out is back to approved, by a credit note. Totals come from the days alone.
    """CREATE FUNCTION timesheet_stays_billed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' THEN
        IF OLD.status IN ('approved', 'billed') THEN
          RAISE EXCEPTION 'An approved timesheet stays.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'timesheet_frozen';
        END IF;
        RETURN OLD;
      END IF;
      IF OLD.status = 'billed' AND (NEW.status NOT IN ('billed', 'approved') OR (NEW.placement, NEW.week_starts_on, NEW.total_hours)
          IS DISTINCT FROM (OLD.placement, OLD.week_starts_on, OLD.total_hours)) THEN
        RAISE EXCEPTION 'A billed timesheet never changes.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'timesheet_frozen';
      END IF;
      IF NEW.status = 'billed' AND OLD.status NOT IN ('approved', 'billed') THEN
        RAISE EXCEPTION 'Only an approved timesheet is billed.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'timesheet_frozen';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER timesheet_stays_billed BEFORE UPDATE OR DELETE ON timesheet FOR EACH ROW EXECUTE FUNCTION timesheet_stays_billed()",
    "CREATE TRIGGER timesheet_event_written_once BEFORE UPDATE OR DELETE ON timesheet_event FOR EACH ROW EXECUTE FUNCTION written_once()",
    "CREATE INDEX timesheet_billable ON timesheet (week_starts_on, placement) WHERE status = 'approved'",
)
DROP: tuple[str, ...] = (
    "DROP INDEX timesheet_billable",
    "DROP TRIGGER timesheet_event_written_once ON timesheet_event",
    "DROP TRIGGER timesheet_stays_billed ON timesheet",
    "DROP FUNCTION timesheet_stays_billed()",
    "DROP TRIGGER placement_keeps_worked_days ON placement",
    "DROP FUNCTION placement_keeps_worked_days()",
    "DROP TRIGGER timesheet_day_counts ON timesheet_day",
    "DROP FUNCTION timesheet_day_counts()",
)
