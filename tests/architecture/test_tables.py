"""The schema as Piccolo sees it: every table registered, no surprise foreign key, no cycle."""

import graphlib
from pathlib import Path

from piccolo.columns import ForeignKey, OnDelete
from piccolo.columns.defaults.uuid import UUID4

from prime.core.columns import Uuid7
from prime.equality.tables import EqualityAnswer, EqualityTicket
from prime.piccolo_app import APP_CONFIG, MODULES
from prime.surveys.tables import SurveyAnswer, SurveyTicket

PRIME = Path(__file__).resolve().parents[2] / "prime"
# A key made from the time would lead from an answer back to the application.
RANDOM_KEYS = {EqualityAnswer, EqualityTicket, SurveyAnswer, SurveyTicket}


def test_every_tables_module_is_listed():
    assert {path.parent.name for path in PRIME.glob("*/tables.py")} == set(MODULES)


def test_every_key_is_a_uuidv7():
    for table in APP_CONFIG.table_classes:
        kind = UUID4 if table in RANDOM_KEYS else Uuid7
        assert isinstance(table._meta.primary_key.default, kind), table


def test_every_table_says_what_it_is():
    assert [table for table in APP_CONFIG.table_classes if not table._meta.help_text] == []


def test_a_foreign_key_never_deletes_and_is_indexed():
    for table in APP_CONFIG.table_classes:
        for column in table._meta.foreign_key_columns:
            assert column._foreign_key_meta.on_delete is OnDelete.restrict, column
            assert column._meta.index or column._meta.unique, column


def test_foreign_keys_have_no_cycle():
    graph = {
        table: {column._foreign_key_meta.resolved_references for column in table._meta.columns if isinstance(column, ForeignKey)} - {table}
        for table in APP_CONFIG.table_classes
    }
    assert list(graphlib.TopologicalSorter(graph).static_order())


def test_money_is_numeric_with_two_places():
    for table in APP_CONFIG.table_classes:
        for column in table._meta.columns:
            if column._meta.name.endswith("_amount"):
                assert column.column_type == "NUMERIC(12, 2)", column
