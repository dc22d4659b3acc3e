"""Everything that can be wrong with what comes back: refused with its unit and reason, the rest taken."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tests.translation.exchange.desk import Desk, X, Xliff

WHY = "chapters/01-why#"
DECREE = f"{WHY}~sec-marks/p1"
VOTE = f"{WHY}~sec-marks/p2"
MAP = f"{WHY}~sec-marks/p3"
LOTS = f"{WHY}~01-why/p1"
GOOD = f"{WHY}~sec-marks/li1"
Damage = Callable[[Xliff], None]


def codes(target: etree._Element) -> list[etree._Element]:
    return [node for node in target.iter() if node.tag in (f"{X}ph", f"{X}pc")]


def drop(name: str, kind: str) -> Damage:
    """Take a placeholder out, keeping the text in and after it."""

    def damage(xliff: Xliff) -> None:
        target = xliff.target(name)
        node = next(n for n in codes(target) if str(n.get("subType", "")).endswith(f":{kind}"))
        parent = node.getparent()
        assert parent is not None
        text = (node.text or "") + (node.tail or "")
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + text
        else:
            parent.text = (parent.text or "") + text
        parent.remove(node)

    return damage


def double(xliff: Xliff) -> None:
    target = xliff.target(VOTE)
    target.append(copy.deepcopy(codes(target)[0]))


def invent(xliff: Xliff) -> None:
    etree.SubElement(xliff.target(VOTE), f"{X}ph", id="77")


def invent_pair(xliff: Xliff) -> None:
    """Found by fuzzing: a pair of no known number was looked up all the same."""
    etree.SubElement(xliff.target(VOTE), f"{X}pc", id="77").text = "!"


def foreign(xliff: Xliff) -> None:
    etree.SubElement(xliff.target(VOTE), f"{X}b").text = "!"


def cross(xliff: Xliff) -> None:
    target = xliff.target(DECREE)
    first, second = (node.get("id") for node in codes(target)[:2])
    xliff.write(DECREE, "")
    for tag, key, number in (
        ("sc", "id", first),
        ("sc", "id", second),
        ("ec", "startRef", first),
        ("ec", "startRef", second),
    ):
        etree.SubElement(target, f"{X}{tag}", {key: str(number)}).tail = "x "


def unclosed(xliff: Xliff) -> None:
    target = xliff.target(GOOD.replace("li1", "li2"))
    number = codes(target)[0].get("id")
    xliff.write(GOOD.replace("li1", "li2"), "Second point: ")
    etree.SubElement(target, f"{X}sc", id=str(number)).tail = "answer."


def index_apart(xliff: Xliff) -> None:
    target = xliff.target(LOTS)
    index = next(n for n in codes(target) if str(n.get("subType")).endswith(":index"))
    parent = index.getparent()
    assert parent is not None
    parent.remove(index)
    index.tail = None
    target.append(index)


def say(name: str, old: str, new: str) -> Damage:
    return lambda xliff: xliff.replace(name, old, new)


def stamp(name: str, source: str = "", target: str = "") -> Damage:
    def damage(xliff: Xliff) -> None:
        note = xliff.unit(name).find(f"{X}notes/{X}note[@category='reportgen']")
        first, second = note.text.split(" ")
        note.text = f"{source or first} {target or second}"
        xliff.replace(name, "it", "this")

    return damage


def rename(xliff: Xliff) -> None:
    xliff.unit(VOTE).set("name", f"{WHY}~sec-nowhere/p9")
    stamp_away = xliff.unit(f"{WHY}~sec-nowhere/p9").find(f"{X}notes/{X}note[@category='reportgen']")
    stamp_away.text = "000000000000 -"


def other_document(xliff: Xliff) -> None:
    xliff.unit(VOTE).set("name", "chapters/99-none#title")


def source_edited(xliff: Xliff) -> None:
    source = xliff.unit(VOTE).find(f"{X}segment/{X}source")
    source.text = source.text.replace("vote", "scrutin")
    xliff.replace(VOTE, "vote", "ballot")


def twice(xliff: Xliff) -> None:
    unit = xliff.unit(VOTE)
    other = copy.deepcopy(unit)
    unit.getparent().append(other)
    xliff.replace(VOTE, "prepares", "readies")


def emptied(xliff: Xliff) -> None:
    xliff.write(VOTE, "")


def no_source(xliff: Xliff) -> None:
    """The whole text replaced by another unit's, without its placeholders."""
    xliff.write(VOTE, "First point: listen.")


def stale_stamp(xliff: Xliff) -> None:
    """Handed out from a text that nobody knows any more, and that resembles nothing here."""
    stamp(VOTE, source="123456789abc")(xliff)
    source = xliff.unit(VOTE).find(f"{X}segment/{X}source")
    for child in list(source):
        source.remove(child)
    source.text = "Tout autre chose."


CASES: list[tuple[str, str, str, Damage]] = [
    ("a footnote call lost", VOTE, "TRN110", drop(VOTE, "note")),
    ("a reference lost", VOTE, "TRN110", drop(VOTE, "ref")),
    ("a computed value lost", f"{WHY}~sec-missing/p1", "TRN110", drop(f"{WHY}~sec-missing/p1", "calc")),
    ("a citation lost", f"{WHY}~sec-reasons/p1", "TRN110", drop(f"{WHY}~sec-reasons/p1", "cite")),
    ("bold lost", DECREE, "TRN110", drop(DECREE, "b")),
    ("italics lost", DECREE, "TRN110", drop(DECREE, "i")),
    ("a link lost", DECREE, "TRN110", drop(DECREE, "link")),
    ("code lost", DECREE, "TRN110", drop(DECREE, "code")),
    ("an index entry lost", LOTS, "TRN110", drop(LOTS, "index")),
    ("all placeholders lost", VOTE, "TRN110", no_source),
    ("a placeholder twice", VOTE, "TRN112", double),
    ("a placeholder made up", VOTE, "TRN111", invent),
    ("a pair of placeholders made up", VOTE, "TRN111", invent_pair),
    ("an element from elsewhere", VOTE, "TRN111", foreign),
    ("placeholders crossed", DECREE, "TRN113", cross),
    ("a placeholder not closed", GOOD.replace("li1", "li2"), "TRN113", unclosed),
    ("an index entry moved away", LOTS, "TRN114", index_apart),
    ("a number changed", DECREE, "TRN120", say(DECREE, "12 regions", "21 regions")),
    ("a number left out", DECREE, "TRN120", say(DECREE, ", 30% more", ", more")),
    ("a number added", MAP, "TRN120", say(MAP, "takes time", "takes 18 months")),
    ("a decimal comma", DECREE, "TRN122", say(DECREE, "€5.4 million", "€5,4 million")),
    ("a date changed", DECREE, "TRN121", say(DECREE, "12 March 2024", "12 May 2024")),
    ("the day of a date changed", DECREE, "TRN121", say(DECREE, "12 March 2024", "13 March 2024")),
    ("the year of a date changed", DECREE, "TRN121", say(DECREE, "12 March 2024", "12 March 2023")),
    ("an amount a thousand times larger", DECREE, "TRN122", say(DECREE, "million", "billion")),
    ("an amount without its scale", DECREE, "TRN122", say(DECREE, "€5.4 million", "€5.4")),
    ("the number of a decree changed", DECREE, "TRN123", say(DECREE, "2021-1109", "2021-1190")),
    ("an address broken", VOTE, "TRN110", drop(VOTE, "url")),
    ("an address changed", MAP, "TRN124", say(MAP, "takes time", "takes time (https://other.example)")),
    ("an e-mail address added", MAP, "TRN124", say(MAP, "takes time", "takes time (a@b.example)")),
    ("a control character", MAP, "TRN116", say(MAP, "takes time", "takes\u202e time")),
    ("a private-use character", MAP, "TRN116", say(MAP, "takes time", "takes\ue000 time")),
    ("a replacement character", MAP, "TRN116", say(MAP, "takes time", "tak\ufffds time")),
    ("a unit that is not there", f"{WHY}~sec-nowhere/p9", "TRN107", rename),
    ("a document that is not there", "chapters/99-none#title", "TRN107", other_document),
    ("a source edited in the file", VOTE, "TRN108", source_edited),
    ("a source that is another one now", VOTE, "TRN109", stale_stamp),
    ("a unit that comes back twice", VOTE, "TRN117", twice),
    ("a translation emptied", VOTE, "TRN118", emptied),
    ("a translation edited in the project since", VOTE, "TRN119", stamp(VOTE, target="123456789abc")),
    ("the forbidden word for a term", MAP, "TRN135", say(MAP, "Deliberation", "Debating")),
]  # fmt: skip


def test_there_are_forty_kinds() -> None:
    assert len({name for name, *_ in CASES}) + len(FILES) >= 40


@pytest.mark.parametrize(
    ("unit", "code", "damage"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_broken_unit_is_refused_with_its_reason_and_the_rest_is_taken(
    desk: Desk, unit: str, code: str, damage: Damage
) -> None:
    before = desk.texts()
    xliff = Xliff(desk.export("xliff2"))
    damage(xliff)
    xliff.replace(GOOD, "First point", "The first point")
    result = desk.take(xliff.save())
    assert [name for name, _ in result.refused].count(unit) >= 1
    said = [finding for finding in desk.findings if finding.code == code]
    assert any(unit in finding.message("fr") and unit in finding.message("en") for finding in said)
    assert result.taken == 1
    chapter = desk.read("content/en/chapters/01-why.md")
    assert "- The first point: **listen**." in chapter
    changed = {path for path, text in desk.texts().items() if before.get(path) != text}
    assert changed == {"content/en/chapters/01-why.md", "content/lock/chapters/01-why.yaml"}
    assert chapter == before["content/en/chapters/01-why.md"].replace("- First point", "- The first point")


FILES: list[tuple[str, str, bytes, str]] = [
    ("no XML", "a.xlf", b"not xml", "TRN101"),
    ("XML cut off", "a.xlf", b"<xliff version='2.0'", "TRN101"),
    ("entities", "a.xlf", b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><xliff version="2.0">&b;</xliff>', "TRN103"),
    ("an outside entity", "a.tmx", b'<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx>&x;</tmx>', "TRN103"),
    ("XLIFF of the future", "a.xlf", b'<xliff version="9.1" xmlns="urn:x"/>', "TRN101"),
    ("another kind of XML", "a.xlf", b"<html/>", "TRN101"),
    ("no archive", "a.zip", b"PK nothing", "TRN101"),
    ("no Word document", "a.docx", b"PK nothing", "TRN101"),
    ("no workbook", "a.xlsx", b"PK nothing", "TRN101"),
    ("no catalogue", "a.po", b'msgid "a"\nnonsense\n', "TRN101"),
    ("a catalogue in no encoding", "a.po", b'msgid "\xff\xfe"\n', "TRN101"),
    ("a file of no known kind", "a.pdf", b"%PDF", "TRN104"),
    ("other languages", "a.xlf", b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="de" trgLang="en"/>', "TRN105"),
    ("another project", "a.xlf", b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="fr" trgLang="en"><file id="f1" original="other/chapters/x"/></xliff>', "TRN106"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "code"), [case[1:] for case in FILES], ids=[case[0] for case in FILES]
)
def test_a_broken_file_is_refused_and_the_others_are_taken(
    desk: Desk, tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    xliff = Xliff(desk.export("xliff2"))
    xliff.replace(GOOD, "First point", "The first point")
    (tmp_path / name).write_bytes(data)
    result = desk.take(tmp_path / name, xliff.save())
    assert code in desk.codes()
    assert result.taken == 1
