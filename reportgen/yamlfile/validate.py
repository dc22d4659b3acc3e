"""Data against a pydantic model: every finding at its place, in our own words, and the best record that
can still be made, so that one mistake does not hide the next."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from reportgen.diagnostics import Diagnostics, suggest
from reportgen.messages import MESSAGES
from reportgen.yamlfile.places import Loc, YamlFile
from reportgen.yamlfile.shape import allowed_values, annotation_at, known_keys, placeholder

Model = TypeVar("Model", bound=BaseModel)

_MAX_ROUNDS: Final = 3
_MAX_FINDINGS: Final = 100
_YES_NO: Final = {
    **dict.fromkeys(("yes", "on", "oui", "vrai"), "true"),
    **dict.fromkeys(("no", "off", "non", "faux"), "false"),
}
_EXPECTED: Final = {
    "string": "YML033",
    "int": "YML034",
    "bool": "YML035",
    "tuple": "YML036",
    "list": "YML036",
    "model": "YML037",
    "dict": "YML037",
}


def validate(
    model: type[Model],
    yaml: YamlFile,
    diagnostics: Diagnostics,
    at: Loc = (),
    *,
    reserved: type[BaseModel] | None = None,
    reserved_code: str = "",
) -> Model | None:
    """The value at `at` as a `model`. Findings go to `diagnostics`.

    After findings the record is still made where that is possible: unknown keys left out, wrong optional
    values left at their default, wrong required ones replaced by an empty value. None otherwise.
    A key that `model` does not know but `reserved` does is reported with `reserved_code`.
    """
    data = yaml.value(at)
    if data is None:
        diagnostics.add("YML030", yaml.span(*at))
        return None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
    for detail in details[:_MAX_FINDINGS]:
        _report(model, yaml, diagnostics, at, detail, reserved, reserved_code)
    if len(details) > _MAX_FINDINGS:
        diagnostics.add("YML048", yaml.span(*at), count=len(details) - _MAX_FINDINGS)
    return _salvage(model, data, details)


def _salvage(model: type[Model], data: Any, details: list[ErrorDetails]) -> Model | None:
    if not isinstance(data, dict):
        return None
    data = copy.deepcopy(data)
    for _ in range(_MAX_ROUNDS):
        for detail in details:
            _repair(model, data, detail)
        try:
            return model.model_validate(data)
        except ValidationError as error:
            details = error.errors(include_url=False)
    return None


def _report(
    model: type[BaseModel],
    yaml: YamlFile,
    diagnostics: Diagnostics,
    at: Loc,
    detail: ErrorDetails,
    reserved: type[BaseModel] | None,
    reserved_code: str,
) -> None:
    loc = detail["loc"]
    kind = detail["type"]
    if kind == "extra_forbidden":
        key = str(loc[-1])
        if reserved and key in known_keys(annotation_at(reserved, loc[:-1])):
            diagnostics.add(reserved_code, yaml.key_span(*at, *loc), key=key)
        else:
            near = suggest(key, known_keys(annotation_at(model, loc[:-1])))
            diagnostics.add("YML031", yaml.key_span(*at, *loc), near, key=_shown(key))
    elif kind == "missing":
        where = (*at, *loc)
        empty = str(loc[-1]) in yaml.place(where[:-1]).keys
        span = yaml.key_span(*where) if empty else yaml.span(*where[:-1])
        diagnostics.add("YML032", span, key=loc[-1])
    else:
        _report_value(model, yaml, diagnostics, at, detail)


def _report_value(
    model: type[BaseModel], yaml: YamlFile, diagnostics: Diagnostics, at: Loc, detail: ErrorDetails
) -> None:
    loc, kind, given = detail["loc"], detail["type"], detail["input"]
    span = yaml.span(*at, *loc)
    context: dict[str, Any] = detail.get("ctx", {})
    shown = _shown(given)
    if given is None:
        diagnostics.add("YML047", span)
    elif kind in MESSAGES:
        diagnostics.add(kind, span, str(context.pop("suggestion", "")), **{"value": shown, **context})
    elif kind == "literal_error":
        values = [str(v) for v in allowed_values(annotation_at(model, loc))]
        diagnostics.add("YML038", span, suggest(str(given), values), value=shown, known=", ".join(values))
    elif kind in {"string_too_long", "string_too_short", "too_long", "too_short"}:
        code = {
            "string_too_long": "YML039",
            "string_too_short": "YML040",
            "too_long": "YML041",
            "too_short": "YML042",
        }[kind]
        limit = context.get("max_length", context.get("min_length"))
        diagnostics.add(code, span, limit=limit, length=len(given) if hasattr(given, "__len__") else 0)
    elif kind == "string_pattern_mismatch":
        diagnostics.add("YML043", span, value=shown, pattern=context.get("pattern", ""))
    elif kind in {"greater_than_equal", "less_than_equal"}:
        limit = context.get("ge", context.get("le"))
        diagnostics.add("YML044" if "ge" in context else "YML045", span, value=shown, limit=limit)
    else:
        code = _EXPECTED.get(kind.split("_")[0], "YML046")
        near = ""
        if code == "YML035" and isinstance(given, str):
            near = _YES_NO.get(given.lower(), "")
        diagnostics.add(code, span, near, value=shown)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value).replace("\n", " ")
    return text if len(text) <= 60 else text[:59] + "…"


def _repair(model: type[BaseModel], data: Any, detail: ErrorDetails) -> None:
    loc = detail["loc"]
    if not loc:
        return
    holder = _holder(data, loc[:-1])
    step = loc[-1]
    if isinstance(holder, dict) and isinstance(step, str):
        if detail["type"] == "extra_forbidden" or step in holder:
            holder.pop(step, None)
        else:
            holder[step] = placeholder(annotation_at(model, loc))
    elif isinstance(holder, list) and isinstance(step, int) and step < len(holder):
        # Never removed: the places of the items that follow are found by position.
        holder[step] = placeholder(annotation_at(model, loc))


def _holder(data: Any, loc: Sequence[str | int]) -> Any:
    for step in loc:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data
