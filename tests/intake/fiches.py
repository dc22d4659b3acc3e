"""Random valid fiches, and a plain one."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from reportgen.inventory.fiche import FAMILIES, Fiche

TEXT = (
    st.text(
        st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="\ufeff"),
        min_size=1,
        max_size=60,
    )
    .map(lambda s: unicodedata.normalize("NFC", s).strip())
    .filter(lambda s: bool(s) and s == s.strip())
)
PROSE = st.lists(TEXT, min_size=1, max_size=4).map("\n".join).map(lambda s: s + "\n")
WORD = TEXT.filter(lambda s: ";" not in s)
DATE = st.one_of(
    st.integers(1900, 2030).map(str),
    st.builds("{}-{:02}".format, st.integers(1900, 2030), st.integers(1, 12)),
    st.dates().filter(lambda d: d.year > 1000).map(lambda d: d.isoformat()),
)
IDS = ("cese", "premier-ministre", "transition-ecologique", "collectivites")


def _figure() -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries(
        {"value": st.one_of(st.just("unknown"), st.integers(0, 10**9))},
        optional={"counts": TEXT, "date": DATE, "sources": st.just([1])},
    )


def _items(mark: str, **more: st.SearchStrategy[str]) -> st.SearchStrategy[list[dict[str, object]]]:
    item = st.fixed_dictionaries({"text": TEXT}, optional=more)
    numbered = st.lists(item, max_size=3)
    return numbered.map(lambda items: [{"id": f"{mark}{n}", **i} for n, i in enumerate(items, start=1)])


def fiches() -> st.SearchStrategy[Fiche]:
    sources = st.lists(
        st.fixed_dictionaries(
            {"title": TEXT},
            optional={
                "publisher": TEXT,
                "accessed": DATE,
                "date": DATE,
                "lang": st.just("fr"),
                "url": st.just("https://example.org/a?b=c;d"),
            },
        ),
        min_size=1,
        max_size=3,
    ).map(lambda items: [{"n": n, **i} for n, i in enumerate(items, start=1)])
    return st.fixed_dictionaries(
        {
            "id": st.just("essai"),
            "name": TEXT,
            "summary": TEXT,
            "depth": st.sampled_from(["full", "short"]),
            "status": st.sampled_from(["draft", "in_review", "validated"]),
            "lead": st.fixed_dictionaries({"portfolio": st.just("cese")}, optional={"name": TEXT}),
            "form": st.sampled_from(["representative", "participatory", "deliberative"]),
            "method": st.sampled_from(sorted(FAMILIES)),
            "level": st.just("national"),
            "selection": st.fixed_dictionaries(
                {"kind": st.sampled_from(["open", "sortition", "not_applicable"])}, optional={"detail": TEXT}
            ),
            "participants": _figure(),
            "cost_eur": _figure(),
            "follow_up": _items("f", date=DATE, link=st.just("https://example.org/")),
            "pitfalls": _items("p"),
            "gaps": _items("g"),
            "sources": sources,
        },
        optional={
            "associated": st.lists(st.sampled_from(IDS[1:]), unique=True, min_size=1),
            "start": st.one_of(st.just("unknown"), st.just("1900")),
            "end": st.one_of(st.just("ongoing"), DATE),
            "duration": TEXT,
            "asked": PROSE,
            "how": PROSE,
            "who": PROSE,
            "outcome": PROSE,
            "inspires": PROSE,
            "reuse": PROSE,
            "evaluation": PROSE,
            "keywords": st.lists(WORD, min_size=1, max_size=4),
            "related": st.just(["grand-debat-national"]),
            "region": st.just("bretagne"),
        },
    ).map(Fiche.model_validate)


PLAIN = Fiche.model_validate(
    {
        "id": "forum-des-eaux",
        "name": "Forum des eaux",
        "summary": "Trois soirées sur la rivière.",
        "depth": "short",
        "lead": {"portfolio": "transition-ecologique", "name": "Agence de l’eau"},
        "form": "participatory",
        "method": "workshop",
        "level": "national",
        "start": "2022-03",
        "end": "ongoing",
        "selection": {"kind": "open", "detail": "Tous les riverains"},
        "participants": {"value": 120, "counts": "Présents à la première soirée", "sources": [1]},
        "how": "Trois soirées [@s1].\n",
        "pitfalls": [{"id": "p1", "text": "Peu de jeunes [@s1]."}],
        "sources": [{"n": 1, "title": "Compte rendu", "url": "https://example.org/", "lang": "fr"}],
    }
)
