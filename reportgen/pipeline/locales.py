"""`reportgen i18n locale`: the file of a further language, begun with what CLDR knows of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel import Locale, UnknownLocaleError

from reportgen.inventory.locales import is_free
from reportgen.pipeline.output import write_inside
from reportgen.project import Assets
from reportgen.project.loading import LOCALES
from reportgen.words import DEFAULTS, LANGUAGES
from reportgen.words.language import NEUTRAL

_CODE: Final = re.compile(r"[a-z]{2,3}\Z")
_TEXTS: Final = re.compile(r'\b(?:t|text)\("(?:[^"\\]|\\.)*", ("(?:[^"\\]|\\.)*")')
_TITLES: Final = re.compile(r"^title:.*?\ben: (\"[^\"]*\"|[^}]*)\}", re.MULTILINE)


class LocaleError(Exception):
    """The file of a language cannot be made; the message says why."""


def make_locale(root: Path, lang: str) -> Path:
    """Write `content/locales/<lang>.yaml` and return its path. Raises LocaleError when that cannot be."""
    if not _CODE.match(lang) or lang in LANGUAGES:
        raise LocaleError(f"{lang}: not the code of a language that needs a file (two or three letters)")
    if not (root / "content/report.yaml").is_file():
        raise LocaleError(f"{root}: no content/report.yaml here (start with “reportgen new project”)")
    path = f"{LOCALES}/{lang}.yaml"
    if (root / path).exists():
        raise LocaleError(f"{root / path}: exists already")
    write_inside(root, path, locale_outline(lang, Assets(root)).encode())
    return root / path


def locale_outline(lang: str, assets: Assets) -> str:
    """The text of a locale file: what CLDR knows is filled in, the rest stands in English behind `#`."""
    known = _of_cldr(lang)
    lines = [
        f"# Words of “{lang}”: take the # away and put the word in place of the English.",
        "# Names in {braces} stay as they are. What is left out is told by “reportgen check”.",
        "words:",
    ]
    room = ""
    for key, (_, english) in DEFAULTS.items():
        if is_free(key):
            continue
        if (here := key.split(".")[0]) != room:
            lines, room = [*lines, ""], here
        if key in known:
            lines.append(f"  {_shown(key)}: {_shown(known[key])}")
        else:
            lines.append(f"  # {_shown(key)}: {_shown(NEUTRAL.get(key, english))}")
    lines += ["", "# Texts of templates: their English, then yours.", "texts:"]
    lines += [f"  # {_shown(text)}: {_shown(text)}" for text in dict.fromkeys(_template_texts(assets))]
    return "\n".join(lines) + "\n"


def _shown(text: str) -> str:
    plain = re.fullmatch(r"[a-z][a-z0-9_.-]*", text) and text not in ("yes", "no", "null", "true", "false")
    return text if plain else json.dumps(text, ensure_ascii=False).replace("\u00a0", "\\u00a0")


def _template_texts(assets: Assets) -> Iterator[str]:
    """The English of the texts that templates print, titles first."""
    texts = [assets.text(name) for name in assets.names("templates/") if name.endswith(".md.j2")]
    for found in (_TITLES, _TEXTS):
        for text in texts:
            for match in found.finditer(text):
                yield json.loads(match[1]) if match[1].startswith('"') else match[1].strip()


def _of_cldr(lang: str) -> dict[str, str]:
    """What CLDR says of a language, as the words of the engine; little when it does not know it."""
    try:
        locale = Locale.parse(lang)
    except (UnknownLocaleError, ValueError):
        return {"language.name": lang, "language.tag": lang}
    name = locale.get_display_name(lang) or lang
    symbols = locale.number_symbols.get("latn", {})
    months = locale.months["format"]["wide"]
    return {
        "language.name": name[:1].upper() + name[1:],
        "language.tag": lang,
        "format.decimal": str(symbols.get("decimal", ",")),
        "format.group": str(symbols.get("group", "\u00a0")),
        "typography.rules": "general",
        **{f"month.{number}": str(months[number]) for number in range(1, 13)},
    }
