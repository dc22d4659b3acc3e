"""Numbers written in words, by language: those that translations write for a figure."""

from __future__ import annotations

from typing import Final

_FRENCH: Final = """
0 zéro
1 un une premier première premiers premières
2 deux deuxième deuxièmes second seconde double doublé moitié demi
3 trois troisième troisièmes tiers
4 quatre quatrième quart quarts
5 cinq cinquième
6 six sixième
7 sept septième
8 huit huitième
9 neuf neuvième
10 dix dixième dizaine
11 onze
12 douze douzaine
13 treize
14 quatorze
15 quinze quinzaine
16 seize
17 dix-sept
18 dix-huit
19 dix-neuf
20 vingt vingtaine
25 vingt-cinq
30 trente trentaine
40 quarante quarantaine
50 cinquante cinquantaine
60 soixante soixantaine
80 quatre-vingt quatre-vingts
100 cent cents centaine centaines
1000 mille millier milliers
1000000 million
1000000000 milliard
"""
_ENGLISH: Final = """
0 zero
1 one a an once first
2 two second twice both double doubled half
3 three third thirds
4 four fourth quarter quarters
5 five fifth
6 six sixth
7 seven seventh
8 eight eighth
9 nine ninth
10 ten tenth
11 eleven
12 twelve dozen
13 thirteen
14 fourteen
15 fifteen
16 sixteen
17 seventeen
18 eighteen
19 nineteen nineteenth
20 twenty twentieth
21 twenty-first
25 twenty-five
30 thirty
40 forty
50 fifty
60 sixty
70 seventy
80 eighty
90 ninety
100 hundred hundreds
1000 thousand thousands
1000000 million
1000000000 billion
"""


def _table(text: str) -> dict[str, int]:
    rows = [line.split() for line in text.split("\n") if line]
    return {word: int(row[0]) for row in rows for word in row[1:]}


NUMBER_WORDS: Final = {"fr": _table(_FRENCH), "en": _table(_ENGLISH)}
"""The value of each word, by language."""
