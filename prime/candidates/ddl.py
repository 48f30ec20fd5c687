"""Constraints that Piccolo cannot say."""

CONSTRAINTS: tuple[str, ...] = (
    # Never two live applications of one person for one vacancy (C3).
    """CREATE UNIQUE INDEX application_live_once ON application (candidate, vacancy)
        WHERE stage NOT IN ('withdrawn', 'rejected', 'started')""",
    # The board and the list: by stage, oldest wait first.
    "CREATE INDEX application_by_stage ON application (stage, stage_entered_at, id)",
    # History is written once.
    """CREATE FUNCTION written_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'A row of % is written once and never changed.', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_written_once';
    END $$""",
    "CREATE TRIGGER stage_move_written_once BEFORE UPDATE OR DELETE ON stage_move FOR EACH ROW EXECUTE FUNCTION written_once()",
    "CREATE TRIGGER consent_written_once BEFORE UPDATE OR DELETE ON consent FOR EACH ROW EXECUTE FUNCTION written_once()",
    "CREATE TRIGGER audit_entry_written_once BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION written_once()",
)
DROP: tuple[str, ...] = (
    "DROP TRIGGER audit_entry_written_once ON audit_entry",
    "DROP TRIGGER consent_written_once ON consent",
    "DROP TRIGGER stage_move_written_once ON stage_move",
    "DROP FUNCTION written_once()",
    "DROP INDEX application_by_stage",
    "DROP INDEX application_live_once",
)
