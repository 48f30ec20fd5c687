"""The small language in which admins write e-mails: text, `{{ placeholder }}` and `{% if placeholder %}`, nothing else.

No call, attribute, filter or loop can be written in it, and it runs in Jinja's immutable sandbox besides.
"""

from collections.abc import Collection, Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

# Always there, whatever the e-mail.
COMMON = frozenset({"base_url"})

_LANGUAGE = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Concat,
)


class Unrenderable(Exception):
    """The wording mentions what the e-mail no longer has."""


def _environment() -> ImmutableSandboxedEnvironment:
    # The result is plain text; its HTML part is made of it afterwards, under autoescape.
    env = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)
    env.globals.clear()
    return env


def fault(source: str, allowed: Collection[str], required: Collection[str] = ()) -> str:
    """The first thing that is wrong with a wording, as a sentence; empty when it can be used."""
    try:
        tree = _environment().parse(source)
    except TemplateSyntaxError as error:
        return f"Line {error.lineno} cannot be read: {error.message}"
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _LANGUAGE):
            return f"Line {node.lineno} uses something other than placeholders and “if”"
    mentioned = {node.name for node in tree.find_all(nodes.Name)}
    if unknown := sorted(mentioned - set(allowed) - COMMON):
        return f"This email has no placeholder {_listed(unknown)}"
    if missing := sorted(set(required) - mentioned):
        return f"The text must mention {_listed(missing)}"
    return ""


def render(source: str, context: Mapping[str, Any]) -> str:
    """A wording with its values filled in.

    Raises:
        Unrenderable: a value is missing.
    """
    try:
        return _environment().from_string(source).render(context).strip()
    except TemplateError as error:
        raise Unrenderable(str(error)) from None


def _listed(found: Collection[str]) -> str:
    return ", ".join(f"{{{{ {name} }}}}" for name in found)
