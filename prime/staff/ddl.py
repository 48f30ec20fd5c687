"""Constraints that Piccolo cannot say."""

CONSTRAINTS: tuple[str, ...] = (
    # Nobody becomes staff while a pre-employment check is open, failed or lapsed, or without an accepted offer.
    """CREATE FUNCTION staff_member_is_cleared() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE waiting text;
    BEGIN
      SELECT string_agg(kind, ', ' ORDER BY kind) INTO waiting FROM pre_employment_check
        WHERE candidate = NEW.candidate
          AND NOT (status = 'not_needed' OR (status = 'clear' AND (expires_on IS NULL OR expires_on >= NEW.started_on)));
      IF waiting IS NOT NULL OR (SELECT count(*) FROM pre_employment_check WHERE candidate = NEW.candidate) < 9 THEN
        RAISE EXCEPTION 'Pre-employment checks are open: %.', COALESCE(waiting, 'not all recorded')
          USING ERRCODE = 'check_violation', CONSTRAINT = 'staff_member_is_cleared';
      END IF;
      IF NOT EXISTS (SELECT FROM offer WHERE id = NEW.offer AND candidate = NEW.candidate AND status = 'accepted') THEN
        RAISE EXCEPTION 'There is no accepted offer.' USING ERRCODE = 'check_violation', CONSTRAINT = 'staff_member_has_offer';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER staff_member_is_cleared BEFORE INSERT ON staff_member FOR EACH ROW EXECUTE FUNCTION staff_member_is_cleared()",
)
DROP: tuple[str, ...] = ("DROP TRIGGER staff_member_is_cleared ON staff_member", "DROP FUNCTION staff_member_is_cleared()")
