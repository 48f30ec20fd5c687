"""`.env.example` names every setting, and nothing else."""

import re
from pathlib import Path

import msgspec

from prime.core.settings import Settings

EXAMPLE = Path(__file__).resolve().parents[2] / ".env.example"


def test_every_setting_is_documented() -> None:
    documented = re.findall(r"^#([A-Z_]+)=", EXAMPLE.read_text(), re.MULTILINE)

    assert sorted(documented) == sorted(field.encode_name for field in msgspec.structs.fields(Settings))


def test_the_defaults_shown_are_the_defaults() -> None:
    shown = dict(re.findall(r"^#([A-Z_]+)=(.+)$", EXAMPLE.read_text(), re.MULTILINE))
    examples = {"DATABASE_URL", "REDIS_URL"}
    defaults = {field.encode_name: str(field.default).lower() for field in msgspec.structs.fields(Settings)}

    for name, value in shown.items():
        if name not in examples:
            assert value.lower() in {defaults[name], defaults[name].removesuffix(".0")}, name
