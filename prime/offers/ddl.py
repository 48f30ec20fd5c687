"""Constraints that Piccolo cannot say."""

CONSTRAINTS: tuple[str, ...] = (
    "CREATE UNIQUE INDEX offer_live_once ON offer (candidate) WHERE status = 'made'",
    "CREATE UNIQUE INDEX offer_accepted_once ON offer (application) WHERE status = 'accepted'",
    """CREATE FUNCTION offer_terms_stay() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF (NEW.application, NEW.candidate, NEW.employer, NEW.role_title, NEW.grade, NEW.annual_amount, NEW.weekly_hours, NEW.place,
            NEW.starts_on, NEW.conditions, NEW.expires_at, NEW.made_at)
          IS DISTINCT FROM (OLD.application, OLD.candidate, OLD.employer, OLD.role_title, OLD.grade, OLD.annual_amount, OLD.weekly_hours, OLD.place,
            OLD.starts_on, OLD.conditions, OLD.expires_at, OLD.made_at)
          OR (OLD.status IN ('accepted', 'declined') AND NEW.status <> OLD.status) THEN
        RAISE EXCEPTION 'The terms of an offer never change.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'offer_terms_stay';
      END IF;
      RETURN NEW;
    END $$""",
    "CREATE TRIGGER offer_terms_stay BEFORE UPDATE ON offer FOR EACH ROW EXECUTE FUNCTION offer_terms_stay()",
)
DROP: tuple[str, ...] = (
    "DROP TRIGGER offer_terms_stay ON offer",
    "DROP FUNCTION offer_terms_stay()",
    "DROP INDEX offer_accepted_once",
    "DROP INDEX offer_live_once",
)
