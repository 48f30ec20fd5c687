"""Constraints that Piccolo cannot say: nobody is booked twice, and what is submitted stays."""

CONSTRAINTS: tuple[str, ...] = (
    "CREATE TYPE timerange AS RANGE (subtype = time)",
    """ALTER TABLE weekly_hours ADD CONSTRAINT weekly_hours_never_overlap EXCLUDE USING gist (
        uuidrange(champion, champion, '[]') WITH &&, int4range(weekday, weekday, '[]') WITH &&, timerange(starts_at, ends_at) WITH &&)""",
    """ALTER TABLE date_override ADD CONSTRAINT date_override_never_overlaps EXCLUDE USING gist (
        uuidrange(champion, champion, '[]') WITH &&, daterange(held_on, held_on, '[]') WITH &&, timerange(starts_at, ends_at) WITH &&)""",
    """ALTER TABLE panel_seat ADD CONSTRAINT champion_never_double_booked EXCLUDE USING gist (
        uuidrange(champion, champion, '[]') WITH &&, tstzrange(busy_from, busy_to) WITH &&) WHERE (busy_from IS NOT NULL)""",
    """ALTER TABLE interview ADD CONSTRAINT candidate_never_double_booked EXCLUDE USING gist (
        uuidrange(candidate, candidate, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&) WHERE (status IN ('booked', 'held'))""",
    "CREATE UNIQUE INDEX interview_live_once ON interview (application, kind) WHERE status IN ('invited', 'booked')",
    "CREATE INDEX interview_by_time ON interview (starts_at, id) WHERE starts_at IS NOT NULL",
    # What is over stays as it was (S12).
    """CREATE FUNCTION interview_over_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.status IN ('held', 'cancelled', 'no_show') AND (NEW.status <> OLD.status OR NEW.starts_at IS DISTINCT FROM OLD.starts_at) THEN
        RAISE EXCEPTION 'An interview that is over never changes.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'interview_over_stays';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER interview_over_stays BEFORE UPDATE ON interview FOR EACH ROW EXECUTE FUNCTION interview_over_stays()",
    # Nobody scores before the interview (D2), and nothing is decided before it was held.
    """CREATE FUNCTION scorecard_not_early() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.submitted_at IS NOT NULL AND NOT EXISTS (
          SELECT FROM panel_seat s JOIN interview i ON i.id = s.interview WHERE s.id = NEW.seat AND i.starts_at <= NEW.submitted_at) THEN
        RAISE EXCEPTION 'Nobody scores before the interview.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'scorecard_not_early';
      END IF;
      IF NEW.submitted_at IS NOT NULL AND (
          NOT EXISTS (SELECT FROM rating WHERE scorecard = NEW.id) OR EXISTS (SELECT FROM rating WHERE scorecard = NEW.id AND score IS NULL)) THEN
        RAISE EXCEPTION 'A scorecard rates every criterion.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'scorecard_whole';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER scorecard_not_early BEFORE INSERT OR UPDATE ON scorecard FOR EACH ROW EXECUTE FUNCTION scorecard_not_early()",
    """CREATE FUNCTION decision_not_early() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NOT EXISTS (SELECT FROM interview WHERE id = NEW.interview AND status = 'held' AND starts_at <= NEW.decided_at) THEN
        RAISE EXCEPTION 'Only an interview that was held is decided.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'decision_not_early';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER decision_not_early BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION decision_not_early()",
    """CREATE FUNCTION scorecard_locked() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.submitted_at IS NOT NULL THEN
        RAISE EXCEPTION 'A submitted scorecard is locked.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'scorecard_locked';
      END IF;
      RETURN COALESCE(NEW, OLD);
    END $$""",
    "CREATE TRIGGER scorecard_locked BEFORE UPDATE OR DELETE ON scorecard FOR EACH ROW EXECUTE FUNCTION scorecard_locked()",
    """CREATE FUNCTION rating_locked() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM scorecard WHERE id = COALESCE(NEW.scorecard, OLD.scorecard) AND submitted_at IS NOT NULL) THEN
        RAISE EXCEPTION 'A submitted scorecard is locked.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'scorecard_locked';
      END IF;
      RETURN COALESCE(NEW, OLD);
    END $$""",
    "CREATE TRIGGER rating_locked BEFORE INSERT OR UPDATE OR DELETE ON rating FOR EACH ROW EXECUTE FUNCTION rating_locked()",
    "CREATE TRIGGER conflict_of_interest_written_once BEFORE UPDATE OR DELETE ON conflict_of_interest FOR EACH ROW EXECUTE FUNCTION written_once()",
    "CREATE TRIGGER decision_written_once BEFORE UPDATE OR DELETE ON decision FOR EACH ROW EXECUTE FUNCTION written_once()",
)
DROP: tuple[str, ...] = (
    "DROP TRIGGER decision_written_once ON decision",
    "DROP TRIGGER conflict_of_interest_written_once ON conflict_of_interest",
    "DROP TRIGGER rating_locked ON rating",
    "DROP FUNCTION rating_locked()",
    "DROP TRIGGER scorecard_locked ON scorecard",
    "DROP FUNCTION scorecard_locked()",
    "DROP TRIGGER decision_not_early ON decision",
    "DROP FUNCTION decision_not_early()",
    "DROP TRIGGER scorecard_not_early ON scorecard",
    "DROP FUNCTION scorecard_not_early()",
    "DROP TRIGGER interview_over_stays ON interview",
    "DROP FUNCTION interview_over_stays()",
    "DROP INDEX interview_by_time",
    "DROP INDEX interview_live_once",
    "ALTER TABLE interview DROP CONSTRAINT candidate_never_double_booked",
    "ALTER TABLE panel_seat DROP CONSTRAINT champion_never_double_booked",
    "ALTER TABLE date_override DROP CONSTRAINT date_override_never_overlaps",
    "ALTER TABLE weekly_hours DROP CONSTRAINT weekly_hours_never_overlap",
    "DROP TYPE timerange",
)
