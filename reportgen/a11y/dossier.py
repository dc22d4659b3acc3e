"""The dossier as pages for people and as data for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml import html
from markupsafe import escape

from reportgen.a11y.criteria import ADDRESS, CRITERIA, HUMAN, NOT_APPLICABLE, VERSION
from reportgen.a11y.examine import SITE_RULES, Examined
from reportgen.a11y.judged import Judged
from reportgen.a11y.page_rules import RULES

_MOST: Final = 20
"""How many places of a finding a page shows; the data has all."""
_STYLE: Final = (
    ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;"
    "padding:0 1rem}table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600}"
    "th,td{border-bottom:1px solid;padding:.3rem .5rem;text-align:left;vertical-align:top}"
    "li,td{overflow-wrap:anywhere}"
)
Words = Mapping[str, str]


def dossier_files(
    results: Sequence[Examined],
    statements: Mapping[str, bytes],
    words: Mapping[str, Words],
    title: Mapping[str, str],
    judged: Sequence[Judged] = (),
) -> dict[str, bytes]:
    """`dossier.<lang>.html`, `statement.<lang>.html` (from the page of the site) and `results.json`.

    `judged` is what checkers that are not ours said, when they were asked.
    """
    files = {
        f"dossier.{lang}.html": _page(
            lang, words[lang]["a11y.title"], _dossier(results, judged, words[lang], title[lang])
        )
        for lang in words
    }
    for lang, data in statements.items():
        (main,) = html.document_fromstring(data).iter("main")
        inside = "".join(html.tostring(child, encoding="unicode") for child in main if child.tag != "div")
        notice = f"<p><strong>{escape(words[lang]['a11y.draft'])}</strong></p>\n"
        files[f"statement.{lang}.html"] = _page(lang, words[lang]["html.statement"], notice + inside)
    files["results.json"] = _data(results, judged)
    return files


def _page(lang: str, title: str, body: str) -> bytes:
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n"
        "</body>\n</html>\n"
    ).encode()


def _dossier(results: Sequence[Examined], judged: Sequence[Judged], words: Words, title: str) -> str:
    pieces = [
        f"<h1>{escape(words['a11y.title'])}</h1>",
        f"<p>{escape(title)}</p>",
        f"<p>{escape(words['a11y.warning'].format(version=VERSION))}</p>",
    ]
    for result in results:
        language = words[f"html.language.{result.lang}"]
        pieces.append(
            f"<h2>{escape(words['a11y.pages'].format(language=language, count=len(result.pages)))}</h2>"
        )
        pieces.append(_rules(result, words, language))
        pieces += _tools(result, [j for j in judged if j.lang == result.lang], words, language)
        for kind, rules in result.files.items():
            heading = words["a11y.file"].format(format=kind.upper(), language=language)
            pieces.append(f"<h2>{escape(heading)}</h2>\n{_file(rules, words, heading)}")
            pieces += _advice(result.advice.get(kind, ()), words)
        drawn = ", ".join(f"{stem}.html" for stem in result.sample)
        said = words["a11y.sample"].format(seed=result.seed, count=len(result.sample), language=language)
        pieces.append(f"<h3>{escape(said)}</h3>\n<p>{escape(drawn)}</p>")
    pieces += [_elsewhere(words, bool(judged)), _people(words), _criteria(words)]
    return "\n".join(pieces)


def _rules(result: Examined, words: Words, language: str) -> str:
    criteria = {rule.id: rule.rgaa for rule in RULES} | SITE_RULES
    sampled = frozenset(result.sample)
    rows = []
    for rule, places in result.findings.items():
        within = sum(stem in sampled for stem, _ in places)
        shown = "".join(f"<li>{escape(stem)}: {escape(place)}</li>" for stem, place in places[:_MOST])
        more = f"<ul>{shown}</ul>" if shown else ""
        rows.append(
            f'<tr><th scope="row">{escape(words[f"a11y.rule.{rule}"])}{more}</th>'
            f"<td>{', '.join(criteria[rule]) or '–'}</td><td>{within}</td><td>{len(places)}</td></tr>"
        )
    heads = ("check", "criteria", "in-sample", "in-all")
    return _table(
        words["a11y.results"].format(language=language), [words[f"a11y.head.{h}"] for h in heads], rows
    )


def _file(rules: Mapping[str, tuple[str, ...]], words: Words, caption: str) -> str:
    rows = [
        f'<tr><th scope="row">{escape(words[f"a11y.file.{rule}"])}</th><td>{len(places)}</td>'
        f"<td>{escape(', '.join(places[:_MOST]))}</td></tr>"
        for rule, places in rules.items()
    ]
    return _table(caption, [words[f"a11y.head.{h}"] for h in ("check", "in-file", "where")], rows)


def _advice(said: Sequence[str], words: Words) -> Iterator[str]:
    if said:
        counted = Counter(said).most_common()
        items = "\n".join(f"<li>{escape(text)}{f' ({n})' if n > 1 else ''}</li>" for text, n in counted)
        title = escape(words["a11y.advice"].format(count=len(said)))
        yield f"<details><summary>{title}</summary>\n<ul>\n{items}\n</ul></details>"


def _table(caption: str, heads: Sequence[str], rows: Sequence[str]) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(rows)
    title = f"<caption>{escape(caption)}</caption>"
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _tools(result: Examined, judged: Sequence[Judged], words: Words, language: str) -> Iterator[str]:
    """What each checker that is not ours says, on the sample and on all pages."""
    if not judged:
        return
    sampled = frozenset(result.sample)
    rows = []
    for one in judged:
        shown = "".join(f"<li>{escape(stem)}: {escape(said)}</li>" for stem, said in one.findings[:_MOST])
        more = f"<ul>{shown}</ul>" if shown else ""
        rows.append(
            f'<tr><th scope="row">{escape(one.tool)} {escape(one.version)}{more}</th>'
            f"<td>{escape('; '.join(one.views)) or '–'}</td><td>{len(one.pages)}</td>"
            f"<td>{one.count_in(sampled)}</td><td>{len(one.findings)}</td></tr>"
        )
    heads = [words[f"a11y.head.{h}"] for h in ("tool", "views", "pages", "in-sample", "in-all")]
    yield _table(words["a11y.tools"].format(language=language), heads, rows)
    for one in judged:
        for message, count in one.left_out:
            said = words["a11y.left-out"].format(tool=one.tool, message=message, count=count)
            yield f"<p>{escape(said)}</p>"


def _elsewhere(words: Words, judged: bool) -> str:
    text = words["a11y.elsewhere.judged" if judged else "a11y.elsewhere.text"]
    return f"<h2>{escape(words['a11y.elsewhere'])}</h2>\n<p>{escape(text)}</p>"


def _people(words: Words) -> str:
    items = "\n".join(
        f'<li><a href="{ADDRESS.format(criterion=criterion)}">RGAA {criterion}</a>: '
        f"{escape(words[f'a11y.human.{criterion}'])}</li>"
        for criterion in HUMAN
    )
    return f"<h2>{escape(words['a11y.human'])}</h2>\n<ul>\n{items}\n</ul>"


def _criteria(words: Words) -> str:
    automated = {c for rule in RULES for c in rule.rgaa} | {c for cs in SITE_RULES.values() for c in cs}
    lists = {
        "partly": [c for c in CRITERIA if c in automated and c not in NOT_APPLICABLE],
        "absent": [c for c in CRITERIA if c in NOT_APPLICABLE],
        "left": [c for c in CRITERIA if c not in automated and c not in NOT_APPLICABLE],
    }
    rows = [
        f'<tr><th scope="row">{escape(words[f"a11y.criteria.{name}"])}</th><td>{len(found)}</td>'
        f"<td>{', '.join(found)}</td></tr>"
        for name, found in lists.items()
    ]
    heads = [words[f"a11y.head.{h}"] for h in ("state", "count", "criteria")]
    return f"<h2>{escape(words['a11y.criteria'])}</h2>\n" + _table(words["a11y.criteria"], heads, rows)


def _data(results: Sequence[Examined], judged: Sequence[Judged]) -> bytes:
    data = {
        "rgaa": VERSION,
        "conformity": None,
        "languages": [
            {
                "lang": r.lang,
                "pages": len(r.pages),
                "sample": list(r.sample),
                "seed": r.seed,
                "findings": {rule: [list(place) for place in places] for rule, places in r.findings.items()},
                "advice": {kind: list(said) for kind, said in r.advice.items()},
                "files": {kind: {k: list(v) for k, v in rules.items()} for kind, rules in r.files.items()},
            }
            for r in results
        ],
        "checkers": [
            {
                "tool": j.tool,
                "version": j.version,
                "lang": j.lang,
                "pages": len(j.pages),
                "views": list(j.views),
                "findings": [list(finding) for finding in j.findings],
                "left_out": dict(j.left_out),
            }
            for j in judged
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
