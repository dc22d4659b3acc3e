"""Rendering one template: Markdown with the place of every value, or a finding at a line of the template."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from reportgen.compose.query.errors import QueryError
from reportgen.compose.templating.environment import MAX_OUTPUT, MarkdownEnvironment, TooMuchError
from reportgen.diagnostics import Diagnostics, Span, suggest
from reportgen.document.linemap import LineMap

_NAME: Final = re.compile(r"'([^']*)' is undefined|no attribute '([^']*)'|named '([^']*)'")


@dataclass(frozen=True, slots=True)
class Rendered:
    """Markdown made by a template, with the map of its places."""

    text: str
    places: LineMap


def render(
    environment: MarkdownEnvironment,
    name: str,
    values: Mapping[str, Any],
    *,
    file: str,
    fallback: Span,
    known: Iterable[str],
    diagnostics: Diagnostics,
) -> Rendered | None:
    """The template `name` (in `templates/`) with `values`; None after a finding.

    `file` and `fallback` place what the template itself writes; `known` are names to suggest for a name that
    does not exist.
    """
    try:
        template = environment.get_template(name)
        environment.begin()
        text = template.render(values)
        if len(text) > MAX_OUTPUT:
            raise TooMuchError(f"more than {MAX_OUTPUT} characters")
    except TemplateSyntaxError as error:
        where = Span(error.filename or f"templates/{name}", error.lineno)
        diagnostics.add("CMP001", where, reason=error.message)
        return None
    except TemplateNotFound as error:
        # The template that asks for one that is not there, when there is such a template.
        diagnostics.add("CMP003", _place(error, name), name=f"templates/{error.name}")
        return None
    except QueryError as error:
        error.report(diagnostics, _place(error, name))
        return None
    except UndefinedError as error:
        missing = next(iter(filter(None, _names(str(error)))), "")
        near = suggest(missing, {*known, *environment.filters, *environment.globals, *values})
        diagnostics.add("CMP002", _place(error, name), near, name=missing or str(error))
        return None
    except (SecurityError, RecursionError, MemoryError) as error:
        diagnostics.add("CMP004", _place(error, name), reason=str(error) or type(error).__name__)
        return None
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        diagnostics.add("CMP005", _place(error, name), reason=str(error) or type(error).__name__)
        return None
    return Rendered(*environment.marks.read(text, file, fallback))


def _names(message: str) -> tuple[str, ...]:
    hit = _NAME.search(message)
    return tuple(hit.groups("")) if hit else ()


def _place(error: BaseException, name: str) -> Span:
    """The line of the template in which the error arose: Jinja2 puts template lines into the traceback."""
    places = [
        (frame.filename, frame.lineno or 1)
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith("templates/")
    ]
    file, line = places[-1] if places else (f"templates/{name}", 1)
    return Span(file, line)
