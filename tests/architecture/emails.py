"""Which e-mail templates the product sends, and with which values: read off the source, not off a run."""

import ast
import fnmatch
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

CONTROL = {"to", "address", "about", "secret_link", "calendar", "calendar_method", "priority"}
Function = ast.AsyncFunctionDef | ast.FunctionDef


class Use(NamedTuple):
    """One way in which a template is sent."""

    template: str
    keys: frozenset[str]
    where: str


class Place(NamedTuple):
    """A call inside a function of a file."""

    path: Path
    function: Function
    call: ast.Call


class Source:
    """The parsed files of the product."""

    def __init__(self, root: Path, names: set[str]) -> None:
        self.names = names
        self.trees = {path: ast.parse(path.read_text()) for path in sorted(root.rglob("*.py")) if "migrations" not in path.parts}
        self.places = [
            Place(path, node, call)
            for path, tree in self.trees.items()
            for node in ast.walk(tree)
            if isinstance(node, Function)
            for call in ast.walk(node)
            if isinstance(call, ast.Call)
        ]

    def uses(self) -> Iterator[Use]:
        """Every `notifications.send(actor, template, **values)`, with the templates and values that callers hand down."""
        for place in self.places:
            is_send = ast.unparse(place.call.func) in {"notifications.send", "service.send"} and len(place.call.args) == 2
            if is_send and (place.path.parent.name == "notifications" or ast.unparse(place.call.func) == "notifications.send"):
                yield from self._resolve(place, place.call.args[1], place.call.keywords, frozenset())

    def _resolve(self, place: Place, template: ast.expr, keywords: list[ast.keyword], known: frozenset[str]) -> Iterator[Use]:
        keys, open_ended = set(known), False
        for keyword in keywords:
            if keyword.arg:
                keys.add(keyword.arg)
                continue
            found, more = self._keys(place, keyword.value)
            keys |= found
            open_ended |= more
        parameters = [argument.arg for argument in (*place.function.args.args, *place.function.args.kwonlyargs)]
        handed_down = isinstance(template, ast.Name) and template.id in parameters
        if not handed_down and not open_ended:
            where = f"{place.path.parent.name}/{place.path.name}:{place.call.lineno}"
            for name in self._templates(place, template):
                yield Use(name, frozenset(keys), where)
            return
        for caller in self._callers(place):
            given = {keyword.arg: keyword.value for keyword in caller.call.keywords if keyword.arg}
            given |= dict(zip(parameters, caller.call.args, strict=False))
            extra = [keyword for keyword in caller.call.keywords if keyword.arg not in parameters]
            yield from self._resolve(caller, given[template.id] if handed_down else template, extra, frozenset(keys))

    def _callers(self, place: Place) -> list[Place]:
        name = place.function.name
        return [
            other
            for other in self.places
            if ast.unparse(other.call.func).rpartition(".")[2] == name and (not name.startswith("_") or other.path == place.path)
        ]

    def _keys(self, place: Place, value: ast.expr) -> tuple[set[str], bool]:
        """The names inside `**value`, and whether callers add to them."""
        keys: set[str] = set()
        if isinstance(value, ast.Name):
            if place.function.args.kwarg and value.id == place.function.args.kwarg.arg:
                return keys, True
            return self._keys(place, self._assigned(place.function, value.id))
        if isinstance(value, ast.Call):
            made_by = next(node for node in ast.walk(self.trees[place.path]) if isinstance(node, Function) and node.name == ast.unparse(value.func))
            answer = next(node.value for node in ast.walk(made_by) if isinstance(node, ast.Return) and node.value)
            return self._keys(Place(place.path, made_by, value), answer)
        assert isinstance(value, ast.Dict), ast.dump(value)
        more = False
        for key, item in zip(value.keys, value.values, strict=True):
            if isinstance(key, ast.Constant):
                keys.add(str(key.value))
                continue
            found, open_ended = self._keys(place, item)
            keys |= found
            more |= open_ended
        return keys, more

    def _templates(self, place: Place, template: ast.expr) -> set[str]:
        """The literals that an expression may be."""
        if isinstance(template, ast.Name):
            template = self._assigned(place.function, template.id)
        if isinstance(template, ast.Subscript):
            template = self._assigned(self.trees[place.path], ast.unparse(template.value))
        if isinstance(template, ast.JoinedStr):
            pattern = "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in template.values)
            return set(fnmatch.filter(self.names, pattern))
        parts = template.values if isinstance(template, ast.Dict) else [template]
        if isinstance(template, ast.IfExp):
            parts = [template.body, template.orelse]
        assert all(isinstance(part, ast.Constant) for part in parts), f"{place.path}:{place.call.lineno}"
        return {str(part.value) for part in parts}

    def _assigned(self, scope: ast.AST, name: str) -> ast.expr:
        for node in ast.walk(scope):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
            if any(isinstance(target, ast.Name) and target.id == name for target in targets) and node.value is not None:
                return node.value
        raise LookupError(name)


def placeholders(use: Use) -> set[str]:
    """What a wording may mention: the values, the first name of a person with an account, the secret link where there is one."""
    named = set(use.keys) - CONTROL
    if "to" in use.keys:
        named.add("first_name")
    if "secret_link" in use.keys:
        named.add("link")
    return named
