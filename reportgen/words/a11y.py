"""Words of the a11y room: key -> (French, English)."""

from __future__ import annotations

from typing import Final

_RULES: Final = {
    "language": ("La page dit sa langue", "The page says its language"),
    "language-of-parts": ("Les codes de langue sont valides", "Language codes are valid"),
    "title": (
        "Le titre de la page commence par son premier titre",
        "The title begins with the first heading",
    ),
    "headings": ("Un seul titre de niveau 1, aucun niveau sauté", "One heading of level 1, no level skipped"),
    "landmarks": (
        "En-tête, contenu, pied de page ; navigations nommées",
        "Header, main, footer; named navigations",
    ),
    "skip-link": ("Le premier lien mène au contenu", "The first link leads to the content"),
    "images": ("Les images ont une alternative", "Images have an alternative"),
    "drawings": ("Les dessins sont nommés ou décoratifs", "Drawings are named or decorative"),
    "figures": ("Les figures portent le nom de leur légende", "Figures are named by their caption"),
    "chart-data": ("Un tableau suit chaque graphique", "A table follows each chart"),
    "captions": ("Chaque tableau a un titre qui lui est propre", "Each table has a title of its own"),
    "headers": ("Les en-têtes de tableau disent leur portée", "Table headers say their scope"),
    "links": ("Les liens ont un intitulé qui dit quelque chose", "Links have a name that says something"),
    "same-name": (
        "Dans un paragraphe, un intitulé de lien mène à un seul endroit",
        "In a paragraph, a link name leads to one place",
    ),
    "ids": ("Les identifiants sont uniques", "Ids are unique"),
    "lists": ("Les listes sont de vraies listes", "Lists are real lists"),
    "presentation": ("Aucune balise ni attribut de présentation", "No presentational tag or attribute"),
    "labels": ("Les champs ont une étiquette, les boutons un nom", "Fields have a label, buttons a name"),
    "absent": ("Ni cadre, ni média, ni rafraîchissement", "No frame, media or refresh"),
    "keyboard": ("Aucun raccourci ni ordre de tabulation forcé", "No shortcut and no forced tab order"),
    "notes": (
        "Chaque appel de note mène à sa note et en revient",
        "Each note call leads to its note and back",
    ),
    "switch": ("Le choix de langue est dit dans chaque langue", "The language switch speaks each language"),
    "ways": ("Menu, plan du site et recherche", "Menu, site map and search"),
    "zoom": ("L’agrandissement n’est pas empêché", "Zooming is not prevented"),
    "statement": ("Chaque page mène à la déclaration", "Each page leads to the statement"),
    "titles-unique": ("Les titres des pages sont tous différents", "The titles of pages all differ"),
    "dead-links": ("Aucun lien mort, aucune ancre absente", "No dead link, no missing anchor"),
    "same-menu": ("Le menu est le même sur toutes les pages", "The menu is the same on all pages"),
}
_FILES: Final = {
    "readable": ("Le fichier se lit", "The file can be read"),
    "tagged": ("Le document est balisé", "The document is tagged"),
    "file-language": ("La langue est indiquée", "The language is given"),
    "file-title": ("Le titre est indiqué et affiché", "The title is given and shown"),
    "ua": ("Le fichier se dit PDF/UA", "The file says that it is PDF/UA"),
    "alternatives": ("Les images ont une alternative", "Images have an alternative"),
    "bookmarks": ("Il y a des signets", "There are bookmarks"),
    "table-heads": ("La première ligne des tableaux est un en-tête", "The first row of tables is a header"),
    "file-headings": ("Les titres sont des styles de titre", "Headings are heading styles"),
    "pdf-rules": (
        "Les règles de PDF/UA (Matterhorn) qu’une machine peut juger, et les nôtres",
        "The rules of PDF/UA (Matterhorn) that a machine can judge, and our own",
    ),
    "word-checker": (
        "Erreurs selon les règles du vérificateur de Word",
        "Errors by the rules of Word’s accessibility checker",
    ),
    "metadata": ("Les métadonnées d’accessibilité sont là", "The accessibility metadata are there"),
}
_HUMAN: Final = {
    "1.3": ("L’alternative de chaque image dit-elle ce que l’image apporte ?", "Does the alternative of each image say what the image brings?"),
    "1.6": ("Les graphiques complexes ont-ils une description suffisante ?", "Do complex charts have a sufficient description?"),
    "1.7": ("La description et le tableau disent-ils la même chose que le graphique ?", "Do description and table say the same as the chart?"),
    "3.1": ("Aucune information n’est-elle donnée par la seule couleur ?", "Is no information given by colour alone?"),
    "5.5": ("Le titre de chaque tableau est-il juste ?", "Is the title of each table right?"),
    "6.1": ("Les intitulés de liens se comprennent-ils hors contexte, lus par un lecteur d’écran ?", "Are link names understood out of context, read by a screen reader?"),
    "7.1": ("Notes, définitions et recherche s’utilisent-elles avec NVDA et Firefox, VoiceOver et Safari ?", "Can notes, definitions and search be used with NVDA and Firefox, VoiceOver and Safari?"),
    "8.6": ("Le titre de chaque page est-il pertinent ?", "Is the title of each page relevant?"),
    "8.7": ("Tous les passages en langue étrangère sont-ils signalés ?", "Are all passages in another language marked?"),
    "9.1": ("Les titres disent-ils ce que contient leur partie ?", "Do headings say what their section holds?"),
    "10.3": ("L’ordre de lecture reste-t-il compréhensible sans feuille de style ?", "Does the order of reading make sense without style sheets?"),
    "10.11": ("La lecture à 400 % se fait-elle sans défilement horizontal, hors tableaux ?", "Can one read at 400 % without sideways scrolling, tables excepted?"),
    "11.2": ("Les étiquettes des champs sont-elles claires ?", "Are the labels of fields clear?"),
    "12.8": ("L’ordre de tabulation est-il cohérent, fenêtres de notes comprises ?", "Is the tab order consistent, boxes of notes included?"),
    "13.3": ("PDF, DOCX et EPUB passent-ils PAC, le vérificateur de Word et Ace ?", "Do PDF, DOCX and EPUB pass PAC, Word’s checker and Ace?"),
    "13.4": ("Les quatre formats donnent-ils la même information ?", "Do the four formats give the same information?"),
    "13.9": ("Le contenu se lit-il en portrait comme en paysage ?", "Can the content be read both upright and sideways?"),
}  # fmt: skip

WORDS: Final[dict[str, tuple[str, str]]] = {
    **{f"a11y.rule.{name}": pair for name, pair in _RULES.items()},
    **{f"a11y.file.{name}": pair for name, pair in _FILES.items()},
    **{f"a11y.human.{name}": pair for name, pair in _HUMAN.items()},
    "a11y.title": ("Dossier d’accessibilité", "Accessibility dossier"),
    "a11y.warning": (
        "Ces vérifications automatiques ne disent pas que le rapport est conforme au RGAA {version} : seul un audit peut le dire.",
        "These automated checks do not say that the report complies with RGAA {version}: only an audit can.",
    ),
    "a11y.draft": (
        "Projet à compléter et à valider par l’éditeur.",
        "Draft, to be completed and approved by the publisher.",
    ),
    "a11y.pages": ("Site, {language} : {count} pages", "Site, {language}: {count} pages"),
    "a11y.results": ("Constats sur les pages, {language}", "Findings on the pages, {language}"),
    "a11y.file": ("Fichier {format}, {language}", "{format} file, {language}"),
    "a11y.sample": (
        "Échantillon, {language} : {count} pages (tirage : {seed})",
        "Sample, {language}: {count} pages (seed: {seed})",
    ),
    "a11y.head.check": ("Vérification", "Check"),
    "a11y.head.criteria": ("Critères RGAA", "RGAA criteria"),
    "a11y.head.in-sample": ("Constats, échantillon", "Findings, sample"),
    "a11y.head.in-all": ("Constats, toutes pages", "Findings, all pages"),
    "a11y.head.tool": ("Outil", "Tool"),
    "a11y.head.views": ("Écrans", "Screens"),
    "a11y.head.pages": ("Pages", "Pages"),
    "a11y.tools": (
        "Constats d’outils tiers sur les pages, {language}",
        "Findings of other tools on the pages, {language}",
    ),
    "a11y.head.in-file": ("Constats", "Findings"),
    "a11y.head.where": ("Où", "Where"),
    "a11y.head.state": ("État", "State"),
    "a11y.head.count": ("Nombre", "Count"),
    "a11y.advice": (
        "Avertissements et conseils selon les règles du vérificateur de Word, à juger par une personne ({count})",
        "Warnings and tips by the rules of Word’s accessibility checker, for a person to judge ({count})",
    ),
    "a11y.left-out": (
        "{tool} : non compté {count} fois, car une règle le demande ou car l’outil ne connaît pas ce style : « {message} »",
        "{tool}: not counted {count} times, as a rule asks for it or as the tool does not know this style: “{message}”",
    ),
    "a11y.elsewhere": ("Vérifications faites ailleurs", "Checks made elsewhere"),
    "a11y.elsewhere.text": (
        "Contrastes, focus, redistribution à 320 pixels, espacement du texte, cibles et validité HTML demandent un navigateur ou le vérificateur Nu, qui n’ont pas été appelés pour ce dossier : l’option --tools le fait.",
        "Contrast, focus, reflow at 320 pixels, text spacing, targets and HTML validity need a browser or the Nu checker, which were not asked for this dossier: the option --tools does.",
    ),
    "a11y.elsewhere.judged": (
        "Focus, espacement du texte, lecture sans script et parcours au clavier demandent des gestes : les tests du moteur (make test) les font dans un navigateur ; ce dossier ne reprend pas leurs résultats.",
        "Focus, text spacing, reading without scripts and keyboard journeys need gestures: the tests of the engine (make test) make them in a browser; this dossier does not repeat their results.",
    ),
    "a11y.human": ("Ce qui reste à vérifier par des personnes", "What people still have to check"),
    "a11y.criteria": ("Les 106 critères du RGAA", "The 106 criteria of RGAA"),
    "a11y.criteria.partly": (
        "Touchés par une vérification automatique de ce dossier",
        "Touched by an automated check of this dossier",
    ),
    "a11y.criteria.absent": ("Sans objet dans ce rapport", "Not applicable to this report"),
    "a11y.criteria.left": ("À vérifier autrement", "To be checked otherwise"),
}
