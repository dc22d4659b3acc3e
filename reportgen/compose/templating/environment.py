"""The Jinja2 environment of Markdown templates: sandboxed, escaping by default, and bounded.

A template reads what it is given and nothing else: no attribute that is not data, no file but templates, no
loop or call without end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import Any, Final, NoReturn

from jinja2 import BaseLoader, BytecodeCache, StrictUndefined, Template, TemplateNotFound, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext, Macro, Undefined
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from reportgen.compose.templating.escaping import Markdown, in_other_language, plain, value_as_markdown
from reportgen.compose.templating.marks import Marks, PlacedText
from reportgen.inventory import FieldText, Unknown
from reportgen.project import Assets

MAX_STEPS: Final = 500_000
"""How many turns of loops and calls one rendering may take."""
MAX_OUTPUT: Final = 20_000_000
MAX_REPEAT: Final = 10_000
_METHODS: Final = {
    str: frozenset({"startswith", "endswith", "lower", "upper", "strip", "split", "casefold"}),
    dict: frozenset({"items", "keys", "values", "get"}),
}
_FILTERS: Final = (
    "abs", "batch", "count", "default", "d", "dictsort", "first", "groupby", "int", "items", "last", "length",
    "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round", "select", "selectattr",
    "slice", "sort", "sum", "trim", "unique", "upper",
)  # fmt: skip


class TooMuchError(SecurityError):
    """The template goes on for too long."""


class _Loader(BaseLoader):
    """Templates by name among the assets, the project's own first. Front matter becomes empty lines."""

    def __init__(self, assets: Assets) -> None:
        self.assets = assets

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        name = f"templates/{template}"
        try:
            text = self.assets.text(name)
        except FileNotFoundError:
            raise TemplateNotFound(template) from None
        head, body = split_front_matter(text)
        return "\n" * head.count("\n") + body, name, lambda: True


def split_front_matter(text: str) -> tuple[str, str]:
    """The lines between `---` at the start of a template (with them), and the rest."""
    if not text.startswith("---\n"):
        return "", text
    end = text.find("\n---\n", 3)
    return (text[: end + 5], text[end + 5 :]) if end >= 0 else ("", text)


class _Generator(CodeGenerator):
    """Code in which `~` escapes for Markdown, and constants are escaped like any other value."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - name given by Jinja2
        self.write("environment.concatenated((")
        for argument in node.nodes:
            self.visit(argument, frame)
            self.write(", ")
        self.write("))")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)


class Compiled(BytecodeCache):
    """Templates compiled before, by their text: kept in this process, so that none is compiled twice."""

    def __init__(self) -> None:
        self._code: dict[str, tuple[str, Any]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._code.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = (bucket.checksum, bucket.code)


class MarkdownEnvironment(SandboxedEnvironment):
    """Renders the Markdown templates of one language. `marks` and `steps` belong to the rendering under way.

    `filters` and `functions` are what the rooms around offer to templates, beside the safe ones of Jinja2.
    `used` is told the name of each template that is asked for.
    """

    code_generator_class = _Generator
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(
        self,
        assets: Assets,
        words: dict[str, str],
        filters: dict[str, Callable[..., Any]],
        functions: dict[str, Any],
        *,
        used: Callable[[str], object] = str,
        compiled: Compiled | None = None,
    ) -> None:
        self.used = used
        super().__init__(
            loader=_Loader(assets),
            undefined=StrictUndefined,
            autoescape=True,
            finalize=self.printed,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            # `{#` begins the attributes of a heading in Markdown.
            comment_start_string="{##",
            comment_end_string="##}",
            cache_size=100,
            # What a filter says of a constant depends on the language and the records: not to be compiled in.
            optimized=False,
            bytecode_cache=compiled,
        )
        known = {name: self.filters[name] for name in _FILTERS}
        self.filters = {**known, "join": self.joined, "bounded": self._bounded, **filters}
        self.globals = {"range": self._range, "namespace": Namespace, **functions}
        self.words = words
        self.marks = Marks()
        self.steps = 0

    def begin(self) -> None:
        """Start a rendering."""
        self.marks = Marks()
        self.steps = 0

    # ---- printing

    def printed(self, value: Any) -> Any:
        """What `{{ value }}` writes."""
        if isinstance(value, Markup):
            return value
        if isinstance(value, Undefined):
            str(value)  # a missing name: raises
        if value is None:
            return Markdown()
        if isinstance(value, FieldText):
            text = value_as_markdown(value, value.kind, self.marks)
            return Markdown(
                in_other_language(text, value.kind, value.lang) if value.fallback and text else text
            )
        if isinstance(value, PlacedText):
            return Markdown(value_as_markdown(value, value.kind, self.marks))
        if isinstance(value, bool):
            value = self.words["yes" if value else "no"]
        elif isinstance(value, Unknown):
            value = self.words["unknown"]
        if isinstance(value, Callable | ModuleType):  # type: ignore[arg-type]
            raise SecurityError("a function is not a value")
        return Markdown(plain(str(value)))

    def concatenated(self, values: Iterable[Any]) -> Markdown:
        """What `a ~ b` makes: Markdown, its parts escaped."""
        return Markdown("".join(str(self.printed(value)) for value in values))

    def joined(self, values: Iterable[Any], separator: str = "", attribute: str | None = None) -> Markdown:
        """The filter `join`: Markdown, the items and the separator escaped."""
        items = [self.getattr(value, attribute) if attribute else value for value in values]
        between = separator if separator.isspace() else str(self.printed(separator))
        return Markdown(between.join(str(self.printed(item)) for item in items))

    def _load_template(self, name: str, globals: Any) -> Template:
        self.used(name)
        return super()._load_template(name, globals)

    # ---- bounds

    def step(self, count: int = 1) -> None:
        self.steps += count
        if self.steps > MAX_STEPS:
            raise TooMuchError(f"more than {MAX_STEPS} steps")

    def _bounded(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self.step()
            yield item

    def _range(self, *bounds: int) -> range:
        made = range(*bounds)
        self.step(len(made))
        return made

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            # A loop over `loop(children)` would escape the bound: recursion is what macros are for.
            loop.recursive = False
            loop.iter = nodes.Filter(loop.iter, "bounded", [], [], None, None, lineno=loop.lineno)
        return tree

    def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        self.step(10)
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return self.concatenated((left, right))
        if not isinstance(left, int | float) or not isinstance(right, int | float):
            if operator == "+" and isinstance(left, list) and isinstance(right, list):
                self.step(len(left) + len(right))
                return left + right
            raise SecurityError(f"“{operator}” is for numbers")
        if operator == "**" and (abs(left) > MAX_REPEAT or abs(right) > 10):
            raise TooMuchError("a number is too large")
        return super().call_binop(context, operator, left, right)

    # ---- what a template may see

    def getattr(self, obj: Any, attribute: str) -> Any:
        if attribute.startswith(("_", "model_")):
            self.unsafe_undefined(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Data of our records, the usual methods of texts and mappings, and Jinja2’s own helpers."""
        if attr.startswith(("_", "model_")):
            return False
        if isinstance(obj, LoopContext | Namespace | Macro):
            return True
        if isinstance(obj, ModuleType):
            return False
        if callable(value) and not isinstance(value, Macro):
            kind = str if isinstance(obj, str) else dict if isinstance(obj, dict) else None
            return kind is not None and attr in _METHODS[kind]
        return type(obj).__module__.startswith("reportgen.") or type(obj).__module__ == "jinja2.environment"

    def is_safe_callable(self, obj: Any) -> bool:
        return obj is Namespace or (super().is_safe_callable(obj) and not isinstance(obj, type))

    def unsafe_undefined(self, obj: Any, attribute: str) -> NoReturn:
        raise SecurityError(f"“{attribute}” cannot be used in a template")
