"""Constraints that Piccolo cannot state: what is issued stays as it was issued."""

CONSTRAINTS: tuple[str, ...] = (
    """
    CREATE FUNCTION document_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.status = 'ready' THEN
        RAISE EXCEPTION 'A document that is ready can never be changed.'
          USING ERRCODE = 'restrict_violation', CONSTRAINT = 'document_stays';
      END IF;
      IF TG_OP = 'UPDATE'
          AND (NEW.id, NEW.reference, NEW.kind, NEW.title, NEW.context, NEW.subject_type, NEW.subject_id, NEW.created_at)
          IS DISTINCT FROM (OLD.id, OLD.reference, OLD.kind, OLD.title, OLD.context, OLD.subject_type, OLD.subject_id, OLD.created_at) THEN
        RAISE EXCEPTION 'The facts of a document are frozen.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'document_stays';
      END IF;
      RETURN COALESCE(NEW, OLD);
    END $$
    """,
    "CREATE TRIGGER document_stays BEFORE UPDATE OR DELETE ON document FOR EACH ROW EXECUTE FUNCTION document_stays()",
    """
    CREATE FUNCTION stored_file_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'A stored file never changes.' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'stored_file_stays';
    END $$
    """,
    "CREATE TRIGGER stored_file_stays BEFORE UPDATE ON stored_file FOR EACH ROW EXECUTE FUNCTION stored_file_stays()",
    # The backlog of PDFs is taken oldest first, and is short beside all documents.
    "CREATE INDEX document_waiting ON document (created_at) WHERE status = 'waiting'",
)

DROP: tuple[str, ...] = (
    "DROP INDEX document_waiting",
    "DROP TRIGGER stored_file_stays ON stored_file",
    "DROP FUNCTION stored_file_stays()",
    "DROP TRIGGER document_stays ON document",
    "DROP FUNCTION document_stays()",
)
