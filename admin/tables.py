"""What the panel shows of each table: everything read-only but a short list of reference tables."""

from piccolo_admin.endpoints import TableConfig

from prime.audit.tables import AuditEntry

TABLES = [TableConfig(AuditEntry)]
