"""A person at work in LibreOffice, run by the system's Python: `office_fill.py FOLDER < job.json`.

The job is {"file": …, "save": …, "cells": [[sheet, row, column, text or number], …]} for a workbook (rows and
columns from 0) or {"file": …, "save": …, "fields": {tag: text}} for a Word form, whose controls are filled.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue


def value(name, content):
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


def fill_cells(document, cells):
    for sheet, row, column, typed in cells:
        cell = document.Sheets.getByName(sheet).getCellByPosition(column, row)
        if isinstance(typed, str):
            cell.String = typed
        else:
            cell.Value = typed


def tables(text):
    walk = text.createEnumeration()
    while walk.hasMoreElements():
        one = walk.nextElement()
        if one.supportsService("com.sun.star.text.TextTable"):
            yield one


def portion_of(cell):
    """What stands in a cell to be filled: LibreOffice shows a control as a control or as an input field."""
    walk = cell.createEnumeration().nextElement().createEnumeration()
    while walk.hasMoreElements():
        portion = walk.nextElement()
        if portion.TextPortionType in ("ContentControl", "TextField"):
            return portion
    return None


def fill_one(cell, typed):
    portion = portion_of(cell)
    if portion.TextPortionType == "ContentControl":
        control = portion.ContentControl
        control.ShowingPlaceHolder = False
        cursor = control.createTextCursor()
        cursor.gotoStart(False)
        cursor.gotoEnd(True)
        cursor.String = typed
    elif portion.TextField.supportsService("com.sun.star.text.TextField.DropDown"):
        assert typed in portion.TextField.Items, typed
        portion.TextField.SelectedItem = typed
    else:
        portion.TextField.Content = typed


def fill_fields(document, fields):
    """Fill each field; they are found by the code under their label, as a person finds them."""
    cells = {}
    for table in tables(document.Text):
        for name in table.CellNames:
            if name.startswith("A"):
                code = table.getCellByName(name).String.split("\n")[-1].strip()
                cells[code] = table.getCellByName("B" + name[1:])
    for code, typed in fields.items():
        fill_one(cells[code], typed)


def main():
    folder = Path(sys.argv[1])
    pipe = "reportgen" + hashlib.sha256(str(folder).encode()).hexdigest()[:16]
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
         f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        context = None
        for _ in range(240):
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:
                time.sleep(0.25)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        for job in json.load(sys.stdin):
            opened = (value("Hidden", True),)
            document = desktop.loadComponentFromURL(Path(job["file"]).as_uri(), "_blank", 0, opened)
            if "cells" in job:
                fill_cells(document, job["cells"])
                kind = "Calc MS Excel 2007 XML"
            else:
                fill_fields(document, job["fields"])
                kind = "MS Word 2007 XML"
            document.storeToURL(Path(job["save"]).as_uri(), (value("FilterName", kind),))
            document.close(True)
        with contextlib.suppress(Exception):
            desktop.terminate()
    finally:
        try:
            office.wait(20)
        except subprocess.TimeoutExpired:
            office.terminate()


main()
