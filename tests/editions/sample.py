"""A small report made by hand, with every node an edition can meet, as the passes leave it.

`sample_document("fr")` and `sample_document("en")` are the two languages of one report: same labels, same
numbers. The text holds what breaks careless writers: markup characters, long words, foreign words, empty cells.
"""

# ruff: noqa: E501 (the two languages of a text stand side by side)

from __future__ import annotations

import struct
import zlib

from reportgen.diagnostics import Span
from reportgen.document import nodes as n
from reportgen.document.units import UnitFactory
from reportgen.words import words_for

HOSTILE = '<script>alert("x")</script> & *stars* | @fig-x'


def sample_document(lang: str) -> n.Document:
    """The report in `lang` ("fr" or "en")."""
    return _Sample(lang).document()


def png(width: int, height: int) -> bytes:
    """A PNG of diagonal bands, so that a wrong scale or a crop shows."""
    rows = b"".join(
        b"\0"
        + bytes(v for x in range(width) for v in ((40, 90, 160) if (x + y) // 12 % 2 else (214, 226, 240)))
        for y in range(height)
    )

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def text(*parts: str | n.Inline) -> n.Inlines:
    """Inlines from strings and nodes."""
    return tuple(n.Text(p) if isinstance(p, str) else p for p in parts)


class _Sample:
    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.fr = lang == "fr"
        self.words = words_for(lang)
        self.factory = UnitFactory("sample", lang)

    def t(self, fr: str, en: str) -> str:
        return fr if self.fr else en

    # ---- blocks with units, as the parser makes them

    def unit(self, kind: str, content: object) -> dict[str, object]:
        span = Span("content/sample.md", 1)
        return {"span": span, "unit": self.factory.make(kind, repr(content), span)}

    def p(self, *parts: str | n.Inline, number: str = "", attrs: n.Attrs = n.NO_ATTRS) -> n.Paragraph:
        children = text(*parts)
        return n.Paragraph(children, number=number, attrs=attrs, **self.unit("paragraph", children))  # type: ignore[arg-type]

    def h(self, level: int, title: str, number: str, label: str) -> n.Heading:
        return n.Heading(level, text(title), number, attrs=n.Attrs(id=label), **self.unit("heading", title))  # type: ignore[arg-type]

    def cell(
        self, *parts: str | n.Inline, header: str = "", cols: int = 1, rows: int = 1, align: str = ""
    ) -> n.Cell:
        blocks = (self.p(*parts),) if parts else ()
        return n.Cell(blocks, header, cols, rows, align)  # type: ignore[arg-type]

    def items(self, *contents: str) -> tuple[n.ListItem, ...]:
        return tuple(n.ListItem((self.p(c),)) for c in contents)

    # ---- the report

    def document(self) -> n.Document:
        parts = (
            self.front(),
            self.divider("div-chapters", self.t("Analyse", "Analysis")),
            self.chapter_one(),
            self.chapter_two(),
            self.divider("div-fiches", self.t("Fiches", "Practice sheets")),
            self.fiche(1, "grand-debat", self.t("Grand débat national", "Great National Debate")),
            self.fiche(
                2,
                "convention-climat",
                self.t("Convention citoyenne pour le climat", "Citizens’ Convention on Climate"),
            ),
            self.divider("div-annexes", self.t("Annexes", "Annexes")),
            self.annex_data(),
            self.annex_glossary(),
            self.annex_index(),
        )
        resources = {
            "figures/map.png": n.Resource("figures/map.png", png(320, 160), "image/png", 320, 160),
            "figures/logo.png": n.Resource("figures/logo.png", png(24, 24), "image/png", 24, 24),
        }
        labels = {label.id: label for label in self.labels()}
        return n.Document(self.meta(), parts, labels, resources, dict(self.words))

    def meta(self) -> n.Meta:
        return n.Meta(
            id="sample",
            title=self.t("Participer, délibérer, décider", "Take part, deliberate, decide"),
            subtitle=self.t("Un rapport d’essai avec tous les nœuds", "A test report with every node"),
            lang=self.lang,
            version="0.9",
            date="2026-11-23",
            publisher=self.t("Service des essais", "Test service"),
            authors=("Camille Durand", "Ola Nordmann"),
            licence=self.t("Licence Ouverte 2.0", "Open Licence 2.0"),
            licence_url="https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
            identifier="sample-2026",
            keywords=(self.t("participation", "participation"), self.t("délibération", "deliberation")),
            description=self.t(
                "Ce rapport d’essai contient chaque élément qu’une édition peut rencontrer.",
                "This test report holds every element that an edition can meet.",
            ),
            imprint=(
                self.p(
                    self.t(
                        "Direction de la publication : service des essais.", "Published by the test service."
                    )
                ),
            ),
        )

    def labels(self) -> list[n.Label]:
        def label(id_: str, kind: str, number: str, title: str, part: str) -> n.Label:
            return n.Label(id_, kind, number, text(title), part)  # type: ignore[arg-type]

        t = self.t
        return [
            label("front-foreword", "front", "", t("Avant-propos", "Foreword"), "front-foreword"),
            label("ch-why", "chapter", "1", t("Pourquoi ce rapport", "Why this report"), "ch-why"),
            label("ch-methods", "chapter", "2", t("Méthodes", "Methods"), "ch-methods"),
            label("sec-reasons", "section", "1.1", t("Trois raisons", "Three reasons"), "ch-why"),
            label("sec-scope", "section", "1.2", t("Périmètre", "Scope"), "ch-why"),
            label("sec-detail", "section", "1.2.1", t("Détail", "Detail"), "ch-why"),
            label("sec-count", "section", "2.1", t("Compter", "Counting"), "ch-methods"),
            label("fig-map", "figure", "1", t("Une carte", "A map"), "ch-why"),
            label("fig-bars", "figure", "2", t("Pratiques par méthode", "Practices by method"), "ch-methods"),
            label("fig-years", "figure", "3", t("Pratiques par année", "Practices by year"), "ch-methods"),
            label("tbl-small", "table", "1", t("Un petit tableau", "A small table"), "ch-why"),
            label("tbl-spans", "table", "2", t("Un tableau à cellules jointes", "A table with joined cells"), "ch-methods"),
            label("tbl-wide", "table", "3", t("Un tableau large", "A wide table"), "ann-data"),
            label("fiche-grand-debat", "fiche", "1", t("Grand débat national", "Great National Debate"), "fiche-grand-debat"),
            label("fiche-convention-climat", "fiche", "2", t("Convention citoyenne pour le climat", "Citizens’ Convention on Climate"), "fiche-convention-climat"),
            label("ann-data", "annex", "A", t("Données", "Data"), "ann-data"),
            label("ann-glossary", "annex", "B", t("Glossaire", "Glossary"), "ann-glossary"),
            label("ann-index", "annex", "C", t("Index", "Index"), "ann-index"),
            label("term-deliberation", "term", "", t("délibération", "deliberation"), "ann-glossary"),
            label("acr-cndp", "acronym", "", "CNDP", "ann-glossary"),
            label("rec-publish", "recommendation", "1", t("Publier", "Publish"), "ch-methods"),
            label("par-1-2", "paragraph", "1.2", "", "ch-why"),
            label("idx-sortition-1", "anchor", "", "", "ch-why"),
        ]  # fmt: skip

    def front(self) -> n.Part:
        return n.Part(
            "front-foreword",
            "front",
            text(self.t("Avant-propos", "Foreword")),
            (
                self.p(self.t("Ce rapport se lit dans l’ordre ou par morceaux.", "Read this report in order or in pieces.")),
                n.Contents("toc", self.toc(), text(self.t("Sommaire", "Contents"))),
                n.Contents(
                    "figures",
                    (
                        n.ContentsEntry("fig-map", 1, "1", text(self.t("Une carte", "A map")), self.t("Figure", "Figure")),
                        n.ContentsEntry("fig-bars", 1, "2", text(self.t("Pratiques par méthode", "Practices by method")), "Figure"),
                    ),
                    text(self.t("Liste des figures", "List of figures")),
                ),
            ),
        )  # fmt: skip

    def toc(self) -> tuple[n.ContentsEntry, ...]:
        t = self.t
        rows = [
            ("front-foreword", 1, "", t("Avant-propos", "Foreword"), "", "front"),
            ("ch-why", 1, "1", t("Pourquoi ce rapport", "Why this report"), "", "chapter"),
            ("sec-reasons", 2, "1.1", t("Trois raisons", "Three reasons"), "", "section"),
            ("sec-scope", 2, "1.2", t("Périmètre", "Scope"), "", "section"),
            ("sec-detail", 3, "1.2.1", t("Détail", "Detail"), "", "section"),
            ("ch-methods", 1, "2", t("Méthodes", "Methods"), "", "chapter"),
            ("sec-count", 2, "2.1", t("Compter", "Counting"), "", "section"),
            ("fiche-grand-debat", 1, "1", t("Grand débat national", "Great National Debate"), t("Fiche", "Sheet"), "fiche"),
            ("ann-data", 1, "A", t("Données", "Data"), t("Annexe", "Annex"), "annex"),
        ]  # fmt: skip
        return tuple(
            n.ContentsEntry(i, level, number, text(title), before, kind)
            for i, level, number, title, before, kind in rows
        )

    def divider(self, id_: str, title: str) -> n.Part:
        return n.Part(
            id_,
            "divider",
            text(title),
            (self.p(self.t("Quelques mots d’introduction.", "A few words to begin.")),),
        )

    def chapter_one(self) -> n.Part:
        t = self.t
        other = "en" if self.fr else "fr"
        blocks: tuple[n.Block, ...] = (
            self.p(
                t("Un paragraphe avec ", "A paragraph with "), n.Emph(text(t("de l’insistance", "emphasis"))), ", ",
                n.Strong(text(t("de la force", "strength"))), ", ", n.Strike(text(t("du repentir", "regret"))), ", CO",
                n.Subscript(text("2")), ", 1", n.Superscript(text(t("er", "st"))), ", ", n.Code("a < b && c"),
                t(", et un lien vers ", ", and a link to "), n.Link(text(t("le site du débat public", "the public debate site")), "https://www.debatpublic.fr/"),
                ".", n.NoteRef("simple", 1, 1), number="1.1",
            ),
            self.p(
                n.Anchor("idx-sortition-1"), t("Texte hostile : ", "Hostile text: "), HOSTILE, ". ",
                n.Styled(text(t("Open Government Partnership", "Commission nationale du débat public")), n.Attrs(lang=other)),
                ", ", n.Abbreviation("CNDP", "Commission nationale du débat public", "" if self.fr else "fr", "acr-cndp"),
                t(" ; voir ", "; see "), n.CrossRef("fig-map", t("figure ", "figure "), "1"), ", ",
                n.CrossRef("tbl-spans", t("tableau ", "table "), "2"), ", ", n.CrossRef("sec-count", "section ", "2.1"), ", ",
                n.CrossRef("fiche-convention-climat", t("fiche ", "sheet "), "2"), ", ",
                n.CrossRef("ch-methods", t("chapitre ", "chapter "), "2", form="page"), t(" et ", " and "),
                n.CrossRef("ann-glossary", t("annexe ", "annex "), "B"), t(". La ", ". The "),
                n.InternalLink("term-deliberation", text(t("délibération", "deliberation")), "term"),
                t(" suit", " follows"), n.NoteRef("twice", 2, 1), ".", number="1.2",
            ),
            self.h(2, t("Trois raisons", "Three reasons"), "1.1", "sec-reasons"),
            n.List(self.items(t("Première raison", "First reason"), t("Deuxième raison", "Second reason"))),
            n.List(
                (
                    n.ListItem((self.p(t("Un élément long, avec deux paragraphes.", "A long item with two paragraphs.")), self.p(t("Le second.", "The second.")))),
                    n.ListItem((self.p(t("Un élément avec une sous-liste :", "An item with a nested list:")), n.List(self.items("alpha", "bêta")))),
                ),
                ordered=True, start=3, tight=False,
            ),
            self.p(t("Un appel répété à la même note", "A second call to the same note"), n.NoteRef("twice", 2, 2), ".", number="1.3"),
            self.h(2, t("Périmètre", "Scope"), "1.2", "sec-scope"),
            n.Quote((self.p(t("Citation d’une personne interrogée.", "A quotation from an interview."), number="1.4"),)),
            n.Callout("note", (self.p(t("Bon à savoir : rien n’est caché.", "Good to know: nothing is hidden."), number="1.5"),)),
            n.Callout("warning", (self.p(t("Attention aux chiffres.", "Mind the figures."), number="1.6"),), text(t("Chiffres provisoires", "Provisional figures"))),
            n.Callout("example", (self.p(t("Un exemple.", "An example."), number="1.7"), n.List(self.items("un", "deux")))),
            n.Callout("pitfall", (self.p(t("Un écueil connu.", "A known pitfall."), number="1.8"),)),
            self.h(3, t("Détail", "Detail"), "1.2.1", "sec-detail"),
            n.Heading(4, text(t("Un titre sans numéro", "A heading without a number"))),
            n.Figure(
                n.Image("figures/map.png", t("Des bandes bleues en diagonale.", "Blue diagonal bands.")),
                text(t("Une carte", "A map"), n.NoteRef("figure", 3, 1)), "1", attrs=n.Attrs(id="fig-map"),
            ),
            n.Figure(n.Image("figures/logo.png", ""), (), attrs=n.Attrs(classes=("decorative",))),
            self.p(t("Une image dans la ligne ", "An image in the line "), n.Image("figures/logo.png", "logo"), ".", n.LineBreak(), t("Une ligne gardée,", "A kept line,"), n.SoftBreak(), t("une ligne libre.", "a free line."), number="1.9"),
            n.Table(
                (n.Row((self.cell(t("Année", "Year"), header="col"), self.cell(t("Nombre", "Count"), header="col", align="right"))),),
                (
                    n.Row((self.cell("2024", header="row"), self.cell("1 204", align="right"))),
                    n.Row((self.cell("2025", header="row"), self.cell("87", align="right"))),
                ),
                2, text(t("Un petit tableau", "A small table")), number="1", attrs=n.Attrs(id="tbl-small"),
            ),
            n.Rule(),
            n.DefinitionList((
                n.DefinitionItem(text(t("Terme", "Term")), ((self.p(t("Première définition.", "First definition.")),), (self.p(t("Seconde.", "Second.")),))),
                n.DefinitionItem(text(t("Autre terme", "Other term")), ((self.p(HOSTILE),),)),
            )),
            n.CodeBlock("def f(x):\n    return x < 1 and '&'\n", "python"),
            n.Only(("pdf",), (self.p(t("Seulement sur papier.", "On paper only.")),)),
            n.Only(("html",), (self.p(t("Seulement à l’écran.", "On screen only.")),)),
            n.Only(("docx", "html"), (self.p(t("Pas dans le PDF.", "Not in the PDF.")),)),
        )  # fmt: skip
        notes = (
            n.Footnote("simple", (self.p(t("Note simple, avec ", "A simple note, with "), n.Emph(text("italique")), "."),), 1, 1),
            n.Footnote("twice", (self.p(t("Note appelée deux fois.", "A note called twice.")), self.p("https://example.org/")), 2, 2),
            n.Footnote("figure", (self.p(t("Note d’une légende.", "A note of a caption.")),), 3, 1),
        )  # fmt: skip
        return n.Part(
            "ch-why", "chapter", text(t("Pourquoi ce rapport", "Why this report")), blocks, "1", notes=notes
        )

    def chapter_two(self) -> n.Part:
        t = self.t
        other = "fr" if self.lang == "en" else "en"
        methods = (
            t("Budget participatif", "Participatory budget"),
            t("Convention citoyenne", "Citizens’ assembly"),
            t("Atelier", "Workshop"),
        )
        bars = n.Chart(
            "bar",
            methods,
            (n.Series(t("Pratiques", "Practices"), (42, 17.5, None)),),
            t("pratiques", "practices"),
            t("Le budget participatif domine.", "Participatory budgets lead."),
        )
        years = n.Chart(
            "line", ("2022", "2023", "2024", "2025"),
            (n.Series(t("État", "State"), (3, 8, 12, 11)), n.Series(t("Territoires", "Territories"), (1, 4, 9, 16))),
            "", t("Les territoires dépassent l’État en 2025.", "Territories pass the State in 2025."),
        )  # fmt: skip
        spans = n.Table(
            (
                n.Row((self.cell(t("Niveau", "Level"), header="col", rows=2), self.cell(t("Démarches", "Processes"), header="col", cols=2, align="center"))),
                n.Row((self.cell("2024", header="col", align="right"), self.cell("2025", header="col", align="right"))),
            ),
            (
                n.Row((self.cell("National", header="row"), self.cell("12", align="right"), self.cell("14", align="right"))),
                n.Row((self.cell("Territorial", header="row"), self.cell(t("inconnu", "unknown"), cols=2, align="center"))),
                n.Row((self.cell(t("Européen", "European"), header="row"), self.cell("1", align="right"), self.cell())),
            ),
            3, text(t("Un tableau à cellules jointes", "A table with joined cells")), (50, 25, 25), "2", attrs=n.Attrs(id="tbl-spans"),
        )  # fmt: skip
        blocks: tuple[n.Block, ...] = (
            self.h(2, t("Compter", "Counting"), "2.1", "sec-count"),
            self.p(t("Retour à ", "Back to "), n.CrossRef("par-1-2", t("paragraphe ", "paragraph "), "1.2"), ".", n.NoteRef("simple", 1, 1), number="2.1"),
            n.Div((self.p(t("Publier les suites données.", "Publish the follow-up."), number="2.2"),), attrs=n.Attrs(id="rec-publish", classes=("recommendation",), values=(("number", "1"),))),
            n.Figure(bars, text(t("Pratiques par méthode", "Practices by method")), "2", self.data_of(bars), attrs=n.Attrs(id="fig-bars")),
            n.Figure(years, text(t("Pratiques par année", "Practices by year")), "3", self.data_of(years), attrs=n.Attrs(id="fig-years")),
            spans,
            n.Div((self.p(t("This passage has not been translated into French yet.", "Ce passage n’est pas encore traduit en anglais."), number="2.3"),), attrs=n.Attrs(lang=other, classes=("untranslated",))),
            self.p(t("Ce paragraphe a changé depuis sa traduction.", "This paragraph changed after it was translated."), number="2.4", attrs=n.Attrs(classes=("stale",))),
        )  # fmt: skip
        notes = (
            n.Footnote(
                "simple", (self.p(t("Même identifiant, autre chapitre.", "Same id, other chapter.")),), 1, 1
            ),
        )
        return n.Part("ch-methods", "chapter", text(t("Méthodes", "Methods")), blocks, "2", notes=notes)

    def data_of(self, chart: n.Chart) -> n.Table:
        head = n.Row(
            (
                self.cell(self.t("Catégorie", "Category"), header="col"),
                *(self.cell(s.name, header="col", align="right") for s in chart.series),
            )
        )
        body = tuple(
            n.Row((self.cell(c, header="row"), *(self.cell("–" if s.values[i] is None else f"{s.values[i]:g}", align="right") for s in chart.series)))
            for i, c in enumerate(chart.categories)
        )  # fmt: skip
        return n.Table((head,), body, 1 + len(chart.series))

    def fiche(self, number: int, name: str, title: str) -> n.Part:
        t = self.t
        f = f"F{number}"
        facts = n.DefinitionList(tuple(
            n.DefinitionItem(text(term), ((self.p(value),),))
            for term, value in (
                (t("Ministère pilote", "Lead ministry"), t("Premier ministre", "Prime Minister")),
                (t("Méthode", "Method"), t("Dispositif hybride", "Hybrid")),
                (t("Échelle", "Level"), t("Nationale", "National")),
                (t("Dates", "Dates"), t("du 15 janvier au 15 mars 2019", "15 January to 15 March 2019")),
                (t("Participants", "Participants"), t("1 500 000, selon la mission", "1,500,000 according to the mission")),
                (t("Coût", "Cost"), t("inconnu", "unknown")),
            )
        ))  # fmt: skip
        other = "fiche-convention-climat" if number == 1 else "fiche-grand-debat"
        blocks: tuple[n.Block, ...] = (
            n.Div((self.p(t("Une phrase ou deux sur la pratique.", "A sentence or two on the practice.")),), attrs=n.Attrs(classes=("lead",))),
            n.Div((facts,), attrs=n.Attrs(classes=("facts",))),
            n.Heading(2, text(t("Ce qui était demandé", "What was asked"))),
            self.p(t("Le débat a été lancé en janvier.", "The debate began in January."), n.NoteRef("s1", 1, 1), number=f"{f}.1"),
            n.Heading(2, text(t("Écueils", "Pitfalls"))),
            n.Callout("pitfall", (self.p(t("Les cahiers n’ont pas été mis en ligne.", "The notebooks were not put online."), number=f"{f}.2"),)),
            n.Heading(2, text(t("Ce que l’on ignore", "What is not known"))),
            n.Div((n.List(self.items(t("Le coût total.", "The total cost."))),), attrs=n.Attrs(classes=("gaps",))),
            n.Heading(2, text(t("Voir aussi", "See also"))),
            n.Div((n.List((n.ListItem((self.p(n.CrossRef(other, t("fiche ", "sheet "), str(3 - number))),)),)),), attrs=n.Attrs(classes=("related",))),
        )  # fmt: skip
        notes = (n.Footnote("s1", (self.p(t("Source de la fiche.", "Source of the sheet.")),), 1, 1),)
        return n.Part(
            f"fiche-{name}",
            "fiche",
            text(title),
            blocks,
            str(number),
            notes=notes,
            keywords=(t("réunion locale", "local meeting"),),
            facets=self.facets(number),
            period=(2019.042, 2019.207) if number == 1 else (2019.75, float("inf")),
        )

    def facets(self, number: int) -> tuple[n.Facet, ...]:
        t = self.t
        prime, ecology = (
            t("Premier ministre", "Prime Minister"),
            t("Transition écologique", "Ecological Transition"),
        )
        first = number == 1
        rows = {
            "portfolio": [("pm", prime) if first else ("ecology", ecology)],
            "involved": [("pm", prime), ("ecology", ecology)] if first else [("ecology", ecology)],
            "family": [("debate", t("débattre", "debate")) if first else ("deliberate", t("délibérer", "deliberate"))],
            "method": [("hybrid", t("dispositif mixte", "mixed process")) if first else ("citizens_assembly", t("convention citoyenne", "citizens’ assembly"))],
            "form": [("participatory", t("participative", "participatory")) if first else ("deliberative", t("délibérative", "deliberative"))],
            "level": [("national", t("nationale", "national"))],
            "year": [("2019", "2019") if first else ("", t("inconnu", "unknown"))],
            "follow_up_status": [("none", t("aucune suite trouvée", "no follow-up found"))],
            "dates": [("", t("du 15 janvier au 15 mars 2019", "15 January to 15 March 2019") if first else t("depuis octobre 2019", "since October 2019"))],
        }  # fmt: skip
        if not first:
            rows["region"] = [("bretagne", t("Bretagne", "Brittany"))]
        return tuple(n.Facet(name, tuple(values)) for name, values in rows.items())

    def annex_data(self) -> n.Part:
        t = self.t
        heads = tuple(
            self.cell(h, header="col")
            for h in (
                t("Pratique", "Practice"),
                t("Ministère", "Ministry"),
                t("Méthode", "Method"),
                t("Échelle", "Level"),
                t("Début", "Start"),
                t("Fin", "End"),
                t("Participants", "Participants"),
            )
        )
        rows = tuple(
            n.Row((self.cell(n.CrossRef("fiche-grand-debat", t("fiche ", "sheet "), "1"), header="row"), self.cell(t("Transition écologique", "Ecological Transition")), self.cell("Convention"), self.cell("National"), self.cell("2019-10"), self.cell("2020-06"), self.cell(str(100 + i), align="right")))
            for i in range(30)
        )  # fmt: skip
        table = n.Table(
            (n.Row(heads),),
            rows,
            7,
            text(t("Un tableau large", "A wide table")),
            number="3",
            attrs=n.Attrs(id="tbl-wide"),
        )
        return n.Part(
            "ann-data",
            "annex",
            text(t("Données", "Data")),
            (self.p(t("Une annexe en paysage.", "A landscape annex."), number="A.1"), table),
            "A",
            landscape=True,
        )

    def annex_glossary(self) -> n.Part:
        t = self.t
        items = (
            n.DefinitionItem(text("CNDP"), ((self.p("Commission nationale du débat public"),),), attrs=n.Attrs(id="acr-cndp")),
            n.DefinitionItem(text(t("délibération", "deliberation")), ((self.p(t("Échange d’arguments avant de conclure.", "Exchange of arguments before a conclusion.")),),), attrs=n.Attrs(id="term-deliberation")),
        )  # fmt: skip
        return n.Part(
            "ann-glossary",
            "annex",
            text(t("Glossaire", "Glossary")),
            (n.DefinitionList(items, attrs=n.Attrs(classes=("glossary",))),),
            "B",
        )

    def annex_index(self) -> n.Part:
        t = self.t
        entry = n.IndexEntry(
            text(t("tirage au sort", "sortition")), (n.CrossRef("idx-sortition-1", "", "1.2"), n.CrossRef("fiche-convention-climat", "", "F2")),
            (n.IndexEntry(text(t("par téléphone", "by telephone")), (n.CrossRef("par-1-2", "", "1.2"),)),),
        )  # fmt: skip
        return n.Part(
            "ann-index",
            "annex",
            text(t("Index", "Index")),
            (n.Index((n.IndexGroup(t("T", "S"), (entry,)),)),),
            "C",
        )
