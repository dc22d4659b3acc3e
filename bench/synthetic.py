"""A made-up report of about as many pages as asked, as the passes would leave it.

The same arguments give the same document. The text is invented; only its shape matters.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from reportgen.document import nodes as n
from reportgen.words import words_for

TEXT = """
la participation du public au débat éclaire la décision parce qu’elle rend visible ce que les
services savaient déjà sans pouvoir le dire et ce que les habitants répètent depuis longtemps une
consultation utile commence par une question que l’on peut encore trancher elle annonce son
calendrier ses règles et les suites possibles le tirage au sort ne garantit rien à lui seul mais il
change les personnes présentes autour de la table les ministères apprennent les uns des autres quand
ils publient leurs échecs autant que leurs réussites chaque démarche laisse une trace budgétaire
juridique et humaine qu’il faut décrire avec soin pour que d’autres puissent la reprendre l’adapter
ou y renoncer en connaissance de cause entre l’État les collectivités et les associations la
confiance se construit par des réponses datées et signées
"""
WORDS = tuple(TEXT.split())
METHODS = ("Convention citoyenne", "Débat public", "Budget participatif", "Atelier", "Panel", "Pétition")
MINISTRIES = (
    "Premier ministre",
    "Transition écologique",
    "Santé",
    "Éducation nationale",
    "Intérieur",
    "Culture",
)


@dataclass
class Report:
    """The random source and what is numbered through the report."""

    seed: int = 7
    figures: int = 0
    tables: int = 0
    targets: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[n.Footnote] = field(default_factory=list)
    labels: dict[str, n.Label] = field(default_factory=dict)
    terms: dict[str, list[str]] = field(default_factory=dict)
    paragraph: int = 0
    prefix: str = ""
    part: str = ""

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    # ---- text

    def phrase(self, low: int, high: int) -> str:
        start = self.random.randrange(len(WORDS))
        count = self.random.randint(low, high)
        return " ".join(WORDS[(start + i) % len(WORDS)] for i in range(count))

    def sentence(self) -> str:
        text = self.phrase(9, 28)
        return text[0].upper() + text[1:] + "."

    def title(self) -> str:
        text = self.phrase(3, 7)
        return text[0].upper() + text[1:]

    def note(self) -> n.NoteRef:
        number = len(self.notes) + 1
        source = f"Voir le rapport n° {self.random.randint(100, 999)}, "
        blocks = (n.Paragraph((n.Text(source + self.phrase(8, 30) + "."),)),)
        self.notes.append(n.Footnote(f"n{number}", blocks, number))
        return n.NoteRef(f"n{number}", number)

    def reference(self) -> n.Inlines:
        target, before, number = self.random.choice(self.targets)
        return (n.Text(" Voir "), n.CrossRef(target, before, number), n.Text("."))

    def prose(self, sentences: int, extras: float = 1.0) -> n.Paragraph:
        self.paragraph += 1
        number = f"{self.prefix}.{self.paragraph}"
        runs: list[n.Inline] = []
        for i in range(sentences):
            runs.append(n.Text((" " if i else "") + self.sentence()))
            if self.random.random() < 0.10 * extras:
                runs.append(self.note())
            if self.random.random() < 0.16 * extras:
                runs.extend(self.reference())
            if self.random.random() < 0.04:
                term = self.random.choice(WORDS)
                id_ = f"idx-{self.part}-{len(self.terms)}-{self.paragraph}-{i}"
                if len(term) > 6:
                    self.terms.setdefault(term, []).append(id_)
                    runs.append(n.Anchor(id_))
        label = "par-" + number.replace(".", "-")
        self.labels[label] = n.Label(label, "paragraph", number, (), self.part)
        return n.Paragraph(tuple(runs), number)

    # ---- blocks

    def cell(self, text: str, header: str = "", align: str = "") -> n.Cell:
        return n.Cell((n.Paragraph((n.Text(text),)),) if text else (), header, align=align)  # type: ignore[arg-type]

    def table(self, rows: int, columns: int) -> n.Table:
        self.tables += 1
        label = f"tbl-{self.tables}"
        title = self.title()
        self.labels[label] = n.Label(label, "table", str(self.tables), (n.Text(title),), self.part)
        head = n.Row(tuple(self.cell(self.phrase(1, 2).capitalize(), "col") for _ in range(columns)))
        body = tuple(
            n.Row(
                (
                    self.cell(self.phrase(1, 4).capitalize(), "row"),
                    *(
                        self.cell(f"{self.random.randint(1, 9999):,}".replace(",", "\u202f"), align="right")
                        for _ in range(columns - 1)
                    ),
                )
            )
            for _ in range(rows)
        )
        return n.Table(
            (head,), body, columns, (n.Text(title),), number=str(self.tables), attrs=n.Attrs(label)
        )

    def figure(self) -> n.Figure:
        self.figures += 1
        label = f"fig-{self.figures}"
        title = self.title()
        self.labels[label] = n.Label(label, "figure", str(self.figures), (n.Text(title),), self.part)
        values = tuple(float(self.random.randint(3, 60)) for _ in METHODS)
        chart = n.Chart("bar", METHODS, (n.Series("Pratiques", values),), "pratiques", self.sentence())
        return n.Figure(chart, (n.Text(title),), str(self.figures), attrs=n.Attrs(label))

    def items(self) -> n.List:
        return n.List(
            tuple(
                n.ListItem((n.Paragraph((n.Text(self.sentence()),)),))
                for _ in range(self.random.randint(3, 6))
            ),
            ordered=self.random.random() < 0.4,
        )

    def callout(self) -> n.Callout:
        kind = self.random.choice(("note", "warning", "example", "pitfall"))
        return n.Callout(kind, (self.prose(2, 0.5),), (n.Text(self.title()),))  # type: ignore[arg-type]

    def block(self) -> tuple[n.Block, ...]:
        roll = self.random.random()
        if roll < 0.05:
            return (self.figure(),)
        if roll < 0.10:
            return (self.table(self.random.randint(4, 9), self.random.randint(3, 5)),)
        if roll < 0.18:
            return (self.items(),)
        if roll < 0.23:
            return (self.callout(),)
        if roll < 0.26:
            return (n.Quote((self.prose(2, 0.4),)),)
        return (self.prose(self.random.randint(3, 7)),)

    # ---- parts

    def begin(self, part: str, prefix: str) -> None:
        self.part, self.prefix, self.paragraph, self.notes = part, prefix, 0, []

    def chapter(self, number: int, sections: int) -> n.Part:
        part = f"ch-{number}"
        self.begin(part, str(number))
        blocks: list[n.Block] = [self.prose(4), self.prose(5)]
        for section in range(1, sections + 1):
            blocks.append(self.heading(2, f"{number}.{section}", f"sec-{number}-{section}"))
            for _ in range(self.random.randint(5, 9)):
                blocks.extend(self.block())
            for below in range(1, self.random.randint(1, 3)):
                blocks.append(
                    self.heading(3, f"{number}.{section}.{below}", f"sec-{number}-{section}-{below}")
                )
                for _ in range(self.random.randint(3, 5)):
                    blocks.extend(self.block())
        title = (n.Text(self.labels[part].title[0].text),)  # type: ignore[attr-defined]
        return n.Part(part, "chapter", title, tuple(blocks), str(number), notes=tuple(self.notes))

    def heading(self, level: int, number: str, label: str) -> n.Heading:
        title = self.title()
        self.labels[label] = n.Label(label, "section", number, (n.Text(title),), self.part)
        return n.Heading(level, (n.Text(title),), number, attrs=n.Attrs(label))

    def fiche(self, number: int) -> n.Part:
        part = f"fiche-{number}"
        self.begin(part, f"F{number}")
        facts = (
            ("Ministère pilote", self.random.choice(MINISTRIES)),
            ("Méthode", self.random.choice(METHODS)),
            ("Échelle", "Nationale"),
            ("Dates", "du 15 janvier au 15 mars 2019"),
            ("Participants", f"{self.random.randint(20, 9999)} personnes, selon le ministère"),
            (
                "Coût",
                self.random.choice(("inconnu", "1,2 million d’euros, selon le ministère")),
            ),
        )
        panel = n.DefinitionList(
            tuple(n.DefinitionItem((n.Text(t),), ((n.Paragraph((n.Text(v),)),),)) for t, v in facts)
        )
        blocks: list[n.Block] = [
            n.Div((n.Paragraph((n.Text(self.sentence()),)),), attrs=n.Attrs(classes=("lead",))),
            n.Div((panel,), attrs=n.Attrs(classes=("facts",))),
        ]
        sections = ("Ce qui était demandé", "Déroulement", "Participants", "Suites", "Écueils", "Réemploi")
        for name in sections:
            blocks.append(n.Heading(2, (n.Text(name),)))
            blocks += [self.prose(self.random.randint(2, 4)) for _ in range(self.random.randint(1, 2))]
        title = self.labels[part].title
        return n.Part(part, "fiche", title, tuple(blocks), str(number), notes=tuple(self.notes))

    def annex(self, letter: str, rows: int) -> n.Part:
        part = f"ann-{letter.lower()}"
        self.begin(part, letter)
        blocks = (self.prose(3), self.table(rows, 8))
        return n.Part(
            part,
            "annex",
            self.labels[part].title,
            blocks,
            letter,
            notes=tuple(self.notes),
            landscape=True,
        )

    def index(self) -> n.Part:
        groups: dict[str, list[n.IndexEntry]] = {}
        for term in sorted(self.terms):
            refs = tuple(n.CrossRef(id_) for id_ in self.terms[term])
            groups.setdefault(term[0].upper(), []).append(n.IndexEntry((n.Text(term),), refs))
        block = n.Index(tuple(n.IndexGroup(letter, tuple(entries)) for letter, entries in groups.items()))
        return n.Part("ann-index", "annex", (n.Text("Index"),), (block,), "Z")


def synthetic_document(pages: int, *, seed: int = 7, edit: str = "", fiches: int = 0) -> n.Document:
    """A report of about `pages` pages, or one with that many `fiches`, however many pages they take.

    `edit` adds a sentence to the chapter or fiche of that id.
    """
    report = Report(seed)
    chapters = max(2, round(pages / 25))
    fiches = fiches or max(2, round(pages * 0.27))
    for number in range(1, chapters + 1):
        _announce(report, f"ch-{number}", "chapter", "chapitre\u00a0", str(number))
        for section in (1, 2, 3):
            report.targets.append((f"sec-{number}-{section}", "section\u00a0", f"{number}.{section}"))
    for number in range(1, fiches + 1):
        _announce(report, f"fiche-{number}", "fiche", "fiche\u00a0", str(number))
    for letter in "AB":
        _announce(report, f"ann-{letter.lower()}", "annex", "annexe\u00a0", letter)
    report.labels["ann-index"] = n.Label("ann-index", "annex", "Z", (n.Text("Index"),), "ann-index")
    body = [report.chapter(number, 6) for number in range(1, chapters + 1)]
    sheets = [report.fiche(number) for number in range(1, fiches + 1)]
    annexes = [report.annex(letter, max(20, pages // 3)) for letter in "AB"]
    divider = n.Part("div-fiches", "divider", (n.Text("Fiches"),), (report.prose(2, 0),))
    parts = [*body, divider, *sheets, *annexes, report.index()]
    parts = [_edited(part) if part.id == edit else part for part in parts]
    meta = n.Meta(
        id="synthetic",
        title="Rapport sur la conduite des démarches participatives",
        subtitle="Pratiques des ministères, enseignements et conditions de réemploi",
        lang="fr",
        version="0.9",
        date="2026-11-23",
        publisher="Service des essais",
        authors=("Camille Durand", "Ola Nordmann"),
        licence="Licence Ouverte 2.0",
        licence_url="https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
        description=report.sentence(),
        keywords=("participation", "délibération"),
    )
    return n.Document(meta, tuple(parts), report.labels, {}, dict(words_for("fr")))


def _announce(report: Report, label: str, kind: str, before: str, number: str) -> None:
    title = report.title()
    report.labels[label] = n.Label(label, kind, number, (n.Text(title),), label)  # type: ignore[arg-type]
    report.targets.append((label, before, number))


def _edited(part: n.Part) -> n.Part:
    added = n.Paragraph((n.Text("Une phrase de plus, ajoutée pour mesurer une correction."),))
    return n.Part(
        part.id, part.kind, part.title, (*part.blocks, added), part.number, part.short_title, part.notes
    )
