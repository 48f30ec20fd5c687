"""Writes docs/data-model.md from the tables as they are: `python .ci/data_model.py`; `--check` fails when it is stale."""

import sys
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from piccolo.columns import ForeignKey
from piccolo.table import Table

from prime.piccolo_app import APP_CONFIG, MODULES

TARGET = Path(__file__).resolve().parents[1] / "docs" / "data-model.md"
HEAD = """# The data model

Made from the tables by `python .ci/data_model.py`; do not edit. One diagram for each module: its tables, and an arrow to
every table that they point at. Each column's meaning is its `help_text` in `prime/<module>/tables.py`; what the database
refuses beyond keys and checks (overlaps, frozen rows, sums) is in `prime/migrations/m0002_constraints.py`.
"""


def module_of(table: type[Table]) -> str:
    """The module that owns a table."""
    return table.__module__.split(".")[1]


def kind_of(column: object) -> str:
    """A column's type as the diagram shows it."""
    return column.column_type.split("(")[0].lower().replace(" ", "_")


def diagram(tables: list[type[Table]]) -> str:
    """A Mermaid entity diagram of one module."""
    lines = ["```mermaid", "erDiagram"]
    for table in tables:
        lines.append(f"    {table._meta.tablename} {{")
        lines += [f"        {kind_of(column)} {column._meta.name}" for column in table._meta.columns if not isinstance(column, ForeignKey)]
        lines.append("    }")
    for table in tables:
        for column in table._meta.foreign_key_columns:
            target = column._foreign_key_meta.resolved_references._meta.tablename
            arrow = "}o--o|" if column._meta.null else "}o--||"
            lines.append(f"    {table._meta.tablename} {arrow} {target} : {column._meta.name}")
    return "\n".join([*lines, "```"])


def document() -> str:
    """The whole page."""
    tables = sorted(APP_CONFIG.table_classes, key=lambda table: (MODULES.index(module_of(table)), table._meta.tablename))
    parts = [HEAD]
    for module, group in groupby(tables, key=module_of):
        own = list(group)
        rows = [f"| `{table._meta.tablename}` | {table._meta.help_text} |" for table in own]
        parts.append("\n".join([f"## {module}", "", "| Table | What it holds |", "|---|---|", *rows, "", diagram(own)]))
    return "\n\n".join(part.strip() for part in parts) + "\n"


if __name__ == "__main__":
    text = document()
    if "--check" in sys.argv[1:]:
        sys.exit(0 if TARGET.exists() and TARGET.read_text("utf-8") == text else "docs/data-model.md is stale: run python .ci/data_model.py")
    TARGET.write_text(text, "utf-8")
