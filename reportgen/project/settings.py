"""What `content/report.yaml` says."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from reportgen.project.texts import LanguageCode, Needs, languages_in, text_in
from reportgen.yamlfile.shape import Placeholder


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: Any) -> Any:
        if isinstance(data, dict):
            return {k: v for k, v in data.items() if v not in (None, "") or k not in cls.model_fields}
        return data


class Bilingual(_Model):
    """A text in each language of the report; `text["en"]` is French where English is missing."""

    model_config = ConfigDict(frozen=True, extra="allow")
    needs: ClassVar[Needs] = "none"
    __pydantic_extra__: dict[str, str] = Field(init=False)
    fr: str = ""
    en: str = ""
    _same: bool = PrivateAttr(default=False)

    def __getitem__(self, lang: str) -> str:
        return str(text_in(self, lang))

    def __bool__(self) -> bool:
        return bool(languages_in(self))

    def has(self, lang: str) -> bool:
        """Whether the text is there in `lang` itself. A plain text is the same in every language."""
        return lang in languages_in(self) or (bool(self) and self._same)


class BilingualKeywords(_Model):
    model_config = ConfigDict(frozen=True, extra="allow")
    needs: ClassVar[Needs] = "none"
    __pydantic_extra__: dict[str, tuple[str, ...]] = Field(init=False)
    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def __getitem__(self, lang: str) -> tuple[str, ...]:
        return tuple(text_in(self, lang)) if lang in languages_in(self) else ()


def _both(value: Any) -> Any:
    """A plain text stands for all languages (a name, for instance)."""
    if not isinstance(value, str):
        return value
    both = Bilingual(fr=value, en=value)
    both._same = True
    return both


def _file_name(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", value):
        raise PydanticCustomError("FIL010", "file name", {})
    return value


def _day(value: Any) -> Any:
    try:
        good = isinstance(value, str) and bool(datetime.date.fromisoformat(value)) and len(value) == 10
    except ValueError:
        good = False
    if not good:
        raise PydanticCustomError("FIL013", "date", {})
    return value


def _address(value: Any) -> Any:
    try:
        good = isinstance(value, str) and urlsplit(value).scheme in {"http", "https"}
        good = good and bool(urlsplit(value).hostname)
    except ValueError:
        good = False
    if not good:
        raise PydanticCustomError("FIL014", "address", {})
    return value


Name = Annotated[Bilingual, BeforeValidator(_both, json_schema_input_type=Bilingual | str)]
FileName = Annotated[
    str,
    BeforeValidator(_file_name),
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$"),
    Placeholder("unusable"),
]
Day = Annotated[
    str,
    BeforeValidator(_day),
    StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    Placeholder("2000-01-01"),
]
Address = Annotated[str, BeforeValidator(_address), StringConstraints(pattern="^https?://")]


class Licence(_Model):
    name: Name = Bilingual()
    url: Address = ""


class FicheParts(_Model):
    sort: Literal["portfolio", "id", "name", "start"] = "portfolio"


class Parts(_Model):
    """The parts of the report in reading order. Front parts and chapters are file names without `.md`."""

    front: tuple[FileName, ...] = ()
    chapters: tuple[FileName, ...] = ()
    fiches: FicheParts | None = None
    annexes: tuple[FileName, ...] = ()


class Release(_Model):
    """A version that was published, and what it brought: an entry of the news feed."""

    version: Annotated[str, StringConstraints(min_length=1)]
    date: Day
    note: Name = Bilingual()


class Citations(_Model):
    style: FileName = "author-date"


class Printing(_Model):
    """The paper and the press of a printed copy.

    `grammage` is that of the paper in g/m², `bulk` its volume in cm³/g: with the number of pages they make
    the width of the spine. `profile` is the ICC profile of the press, a file of `content/`, for colours in
    its inks; `condition` the name of the printing condition, as the printer gives it.
    """

    grammage: Annotated[int, Field(strict=True, ge=30, le=400)] = 90
    bulk: Annotated[float, Field(ge=0.5, le=3)] = 1.2
    profile: FileName = ""
    condition: str = ""


class Check(_Model):
    """What `reportgen check` looks for beside errors.

    `rules`: the severity of a finding by its code, or `off`. `longest_sentence`: in words. `spelling`: look
    words up in the dictionaries. `words`: words that they don't have. `inclusive`: the form of inclusive
    writing that the report has chosen.
    """

    rules: dict[str, Literal["off", "info", "warning", "error"]] = {}
    longest_sentence: Annotated[int, Field(strict=True, ge=10, le=200)] = 60
    spelling: Annotated[bool, Field(strict=True)] = False
    words: tuple[str, ...] = ()
    inclusive: Literal["any", "doublets", "mid_dot", "parentheses"] = "any"


class Settings(_Model):
    """The settings of a report. `version` is text, so that 0.10 stays 0.10.

    `base_url` is where the outputs are published; `contact` where readers report what is not accessible.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"), Placeholder("report")]
    title: Name
    subtitle: Name = Bilingual()
    description: Name = Bilingual()
    version: str = ""
    date: Day = ""
    publisher: Name = Bilingual()
    authors: tuple[Name, ...] = ()
    licence: Licence = Licence()
    identifier: str = ""
    keywords: BilingualKeywords = BilingualKeywords()
    imprint: Name = Bilingual()
    source_language: LanguageCode = "fr"
    languages: Annotated[tuple[LanguageCode, ...], Field(min_length=1), Placeholder(("fr",))] = ("fr",)
    parts: Parts = Parts()
    citations: Citations = Citations()
    page_references: Annotated[bool, Field(strict=True)] = True
    check: Check = Check()
    printing: Printing = Printing()
    base_url: Address = ""
    contact: str = ""
    releases: tuple[Release, ...] = ()
