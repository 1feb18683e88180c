"""Changes to exported files, each of which must be found: of values, of every kind of mark, of codes, of descriptions."""

import json
import os
import re

import openpyxl

from export_readers import load_json, need


def edit(path, change):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    changed = change(text)
    need(changed != text, f"nothing to change in {path}")
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(changed)


def first_status(text, old, new):
    return re.sub(f"(,){old}(,[FC],(?:true|false))", rf"\g<1>{new}\g<2>", text, count=1)


def edit_workbook(path, heading, change):
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    column = [cell.value for cell in sheet[1]].index(heading) + 1
    cell = next(c for c in (sheet.cell(r, column) for r in range(2, sheet.max_row + 1)) if c.value is not None)
    cell.value = change(cell.value)
    book.save(path)


def edit_json(path, change):
    document = load_json(path)
    change(document)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(document, file)


def plants(files):
    """Changes by name: of a value, of each kind of mark, of what is provisional, of a label, of a line."""
    def json_stat(change):
        return lambda: edit_json(files["json-stat"], lambda d: change(d["link"]["item"][0]))

    def shown(item):
        return next(p for p, v in enumerate(item["value"]) if v is not None)

    yield "json-stat: a value", json_stat(lambda i: i["value"].__setitem__(shown(i), i["value"][shown(i)] + 1))
    yield "json-stat: hidden for missing", json_stat(
        lambda i: i["status"].__setitem__(slice(None), [s.replace("Q", "O") for s in i["status"]]))
    yield "json-stat: missing for hidden", json_stat(
        lambda i: i["status"].__setitem__(slice(None), [s.replace("O", "Q") for s in i["status"]]))
    yield "json-stat: not applicable for missing", json_stat(
        lambda i: i["status"].__setitem__(slice(None), [s.replace("M", "O") for s in i["status"]]))
    yield "json-stat: nothing for zero", json_stat(
        lambda i: i["value"].__setitem__(slice(None), [None if v == 0 else v for v in i["value"]]))
    yield "json-stat: not late", json_stat(
        lambda i: i["status"].__setitem__(slice(None), [s[0] for s in i["status"]]))
    yield "json-stat: codes in another order", json_stat(
        lambda i: i["dimension"]["STATE"]["category"]["index"].reverse())
    yield "json-stat: a member of no meaning", json_stat(lambda i: i.update(raw=[1]))
    for name in ("sdmx-csv", "csv"):
        yield f"{name}: a value", lambda name=name: edit(files[name], lambda t: re.sub(r",(\d+)(,\d+,[EA],)", lambda m: f",{int(m[1]) + 1}{m[2]}", t, count=1))
        for old, new in ("QO", "OM", "MQ", "EA", "AE"):
            yield f"{name}: {new} for {old}", lambda name=name, o=old, n=new: edit(files[name], lambda t: first_status(t, o, n))
        yield f"{name}: nothing for zero", lambda name=name: edit(files[name], lambda t: t.replace(",0,0,A,", ",,,A,"))
        yield f"{name}: not late", lambda name=name: edit(files[name], lambda t: t.replace(",true", ",false", 1))
        yield f"{name}: a line less", lambda name=name: edit(files[name], lambda t: t[:t.rstrip().rindex("\n") + 1])
    yield "sdmx-csv: a code of no codelist", lambda: edit(files["sdmx-csv"], lambda t: t.replace(",A,2024-01", ",NONE,2024-01", 1))
    yield "sdmx-structure: a code less", lambda: edit(
        files["sdmx-structure"], lambda t: re.sub(r'<str:Code id="B">.*?</str:Code>', "", t, count=1))
    yield "sdmx-structure: a broken reference", lambda: edit(
        files["sdmx-structure"], lambda t: t.replace('<str:PrimaryMeasure id="OBS_VALUE">', '<str:PrimaryMeasure id="OTHER">'))
    table = next(os.path.join(files["data-package"], n) for n in sorted(os.listdir(files["data-package"])) if n.endswith(".table.csv"))
    yield "data-package: a byte", lambda: edit(table, lambda t: t.replace(",E,F,false", ",A,F,false", 1))
    yield "data-package: a file less", lambda: os.remove(table)
    yield "data-package: a hash", lambda: edit_json(
        os.path.join(files["data-package"], "datapackage.json"), lambda d: d["resources"][0].update(hash="sha256:" + "0" * 64))
    yield "data-package: a column in CSVW", lambda: edit(
        os.path.join(files["data-package"], "csv-metadata.json"), lambda t: t.replace('"name":"OBS_VALUE"', '"name":"OTHER"', 1))
    yield "data-package: a file of no meaning", lambda: open(os.path.join(files["data-package"], "x"), "w").close()
    yield "xlsx: a value", lambda: edit_workbook(files["xlsx"], "OBS_VALUE", lambda v: v + 1)
    yield "xlsx: a number as text", lambda: edit_workbook(files["xlsx"], "OBS_VALUE", str)
    yield "xlsx: a mark", lambda: edit_workbook(files["xlsx"], "OBS_STATUS", lambda v: "Q" if v != "Q" else "O")
    yield "xlsx: a code", lambda: edit_workbook(files["xlsx"], "STATE", lambda v: "B")
    yield "json: a value", lambda: edit_json(
        files["json"], lambda d: d["tables"][0]["series"][0]["observations"][0].update(value=7))
    yield "json: a mark", lambda: edit_json(
        files["json"], lambda d: d["tables"][0]["series"][1]["observations"][0].update(status="O"))
