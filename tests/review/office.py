"""LibreOffice at work, run by the system's Python: `office.py FOLDER < jobs.json`.

A job is {"file": …, "do": "read" | "accept" | "reject" | "edit" | "update", "save": …, "edits": […]}. For a
job, one list of paragraphs is printed: body with tables, then notes; for "update" the fields after updating.
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

PAGES = (0, 4)
"""Parts of a reference that are a page (com.sun.star.text.ReferenceFieldPart): they follow the layout."""


def value(name, content):
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


def texts(text):
    found = []
    walk = text.createEnumeration()
    while walk.hasMoreElements():
        one = walk.nextElement()
        if one.supportsService("com.sun.star.text.TextTable"):
            for name in sorted(one.CellNames):
                found += texts(one.getCellByName(name))
        else:
            found.append(one.String)
    return found


def everything(document):
    found = texts(document.Text)
    notes = document.Footnotes
    for index in range(notes.Count):
        found += texts(notes.getByIndex(index))
    return found


def edit(document, edits):
    """Replace words, with tracking or without."""
    done = []
    document.lockControllers()  # no layout in between
    for one in edits:
        search = document.createSearchDescriptor()
        search.SearchString = one["find"]
        search.SearchCaseSensitive = True
        place = document.findFirst(search)
        if place is None:
            done.append(False)
            continue
        document.RecordChanges = one.get("tracked", True)
        place.String = one["new"]
        done.append(True)
    document.RecordChanges = False
    document.unlockControllers()
    return done


def references(document):
    """The reference fields after "update all": the bookmark each leads to and what it shows."""
    found = []
    fields = document.TextFields.createEnumeration()
    while fields.hasMoreElements():
        one = fields.nextElement()
        if one.supportsService("com.sun.star.text.TextField.GetReference"):
            if one.ReferenceFieldPart in PAGES:
                continue
            found.append([one.SourceName, one.getPresentation(False)])
        elif one.supportsService("com.sun.star.text.TextField.SetExpression"):
            found.append(["SEQ " + one.VariableName, one.getPresentation(False)])
    return found


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
        manager = context.ServiceManager
        desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        results = []
        for job in json.load(sys.stdin):
            url = Path(job["file"]).as_uri()
            document = desktop.loadComponentFromURL(url, "_blank", 0, (value("Hidden", True),))
            frame = document.CurrentController.Frame
            if job["do"] == "accept":
                dispatcher.executeDispatch(frame, ".uno:AcceptAllTrackedChanges", "", 0, ())
            elif job["do"] == "reject":
                dispatcher.executeDispatch(frame, ".uno:RejectAllTrackedChanges", "", 0, ())
            elif job["do"] == "update":
                dispatcher.executeDispatch(frame, ".uno:UpdateAll", "", 0, ())
                results.append(references(document))
                document.close(True)
                continue
            if job["do"] == "edit":
                results.append(edit(document, job["edits"]))
                document.storeToURL(Path(job["save"]).as_uri(), (value("FilterName", "MS Word 2007 XML"),))
            else:
                results.append(everything(document))
            document.close(True)
        json.dump(results, sys.stdout)
        with contextlib.suppress(Exception):
            desktop.terminate()
    finally:
        try:
            office.wait(20)
        except subprocess.TimeoutExpired:
            office.terminate()


main()
