"""Constraints that Piccolo cannot say."""

CONSTRAINTS: tuple[str, ...] = (
    # Never above 100% of a person on any day. The load only rises where a placement starts, so those days suffice.
    # The staff row is locked first: two confirmations at once see each other.
    """CREATE FUNCTION placement_never_over_full() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE most numeric; worst date; load numeric;
    BEGIN
      IF NEW.status = 'cancelled' THEN RETURN NEW; END IF;
      SELECT fte INTO most FROM staff_member WHERE id = NEW.staff_member FOR NO KEY UPDATE;
      SELECT day, total INTO worst, load FROM (
        SELECT d.day, sum(p.fte) + NEW.fte AS total
        FROM (
          SELECT NEW.starts_on AS day
          UNION SELECT starts_on FROM placement
            WHERE staff_member = NEW.staff_member AND id <> NEW.id AND status <> 'cancelled'
              AND starts_on BETWEEN NEW.starts_on AND NEW.ends_on
        ) d
        JOIN placement p ON p.staff_member = NEW.staff_member AND p.id <> NEW.id AND p.status <> 'cancelled'
          AND d.day BETWEEN p.starts_on AND p.ends_on
        GROUP BY d.day ORDER BY total DESC LIMIT 1
      ) busiest;
      IF COALESCE(load, NEW.fte) > most THEN
        RAISE EXCEPTION 'Placed at % of % on %.', COALESCE(load, NEW.fte), most, COALESCE(worst, NEW.starts_on)
          USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'placement_never_over_full';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER placement_never_over_full BEFORE INSERT OR UPDATE OF staff_member, starts_on, ends_on, fte, status
        ON placement FOR EACH ROW EXECUTE FUNCTION placement_never_over_full()""",
    # What was decided stays decided; a confirmed request is the record behind its placement.
    """CREATE FUNCTION placement_request_stays_closed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.status IN ('confirmed', 'cancelled', 'declined') THEN
        RAISE EXCEPTION 'The request is closed.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'placement_request_stays_closed';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER placement_request_stays_closed BEFORE UPDATE ON placement_request FOR EACH ROW EXECUTE FUNCTION placement_request_stays_closed()",
    "CREATE UNIQUE INDEX proposal_picked_once ON proposal (placement_request) WHERE status IN ('picked', 'confirmed')",
    "CREATE INDEX placement_by_end ON placement (ends_on, id) WHERE status <> 'cancelled'",
)
DROP: tuple[str, ...] = (
    "DROP INDEX placement_by_end",
    "DROP INDEX proposal_picked_once",
    "DROP TRIGGER placement_request_stays_closed ON placement_request",
    "DROP FUNCTION placement_request_stays_closed()",
    "DROP TRIGGER placement_never_over_full ON placement",
    "DROP FUNCTION placement_never_over_full()",
)
