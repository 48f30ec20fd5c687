"""Rules of the house that import-linter cannot say, as functions from source text to faults."""

import ast
from collections.abc import Iterator

WRITES = {"save", "insert", "update", "delete", "update_self", "remove"}


def commands(tree: ast.Module) -> Iterator[ast.AsyncFunctionDef | ast.FunctionDef]:
    """The public functions of a service module."""
    for node in tree.body:
        if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def command_faults(source: str) -> list[str]:
    """Each public function of a service is @transactional and takes `actor` first."""
    faults = []
    for node in commands(ast.parse(source)):
        if not any(ast.unparse(decorator) == "transactional" for decorator in node.decorator_list):
            faults.append(f"{node.name} is not @transactional")
        if not node.args.args or node.args.args[0].arg != "actor":
            faults.append(f"{node.name} does not take actor first")
    return faults


def clock_faults(source: str) -> list[str]:
    """Now comes from prime.core.clock; a transaction and a second task do not go together."""
    clocks = {"datetime.now", "datetime.utcnow", "date.today", "time.time", "dt.datetime.now", "dt.date.today"}
    banned = clocks | {"asyncio.gather", "asyncio.create_task"}
    return [
        f"line {node.lineno}: {ast.unparse(node.func)}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in banned
    ]


def foreign_writes(source: str, module: str) -> list[str]:
    """A module writes only its own tables: no save, insert, update or delete on a table of another."""
    tree = ast.parse(source)
    foreign = {
        alias.asname or alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.endswith(".tables") and node.module != f"prime.{module}.tables"
        for alias in node.names
    }
    faults = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            owner = node.func.value.func if isinstance(node.func.value, ast.Call) else node.func.value
            name = owner.id if isinstance(owner, ast.Name) else ""
            if name in foreign:
                faults.append(f"line {node.lineno}: {name}.{node.func.attr} writes a table of {foreign[name]}")
    return faults


def ordered_jobs(source: str) -> set[str]:
    """Names of jobs and events in string literals that a module orders or emits."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"outbox.enqueue", "outbox.emit", "enqueue", "emit"} and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                names.add(("event:" if "emit" in ast.unparse(node.func) else "") + first.value)
    return names
