"""Readers of the export formats, by the programs that people use. Each gives what it finds as
{(codes…, period): (value, margin, status, confidentiality, provisional)}."""

import hashlib
import json
import os
import subprocess
import tempfile
import warnings

warnings.filterwarnings("ignore")

import csvw
import frictionless
import openpyxl
import pandas
import pysdmx.io
import sdmx
import sdmx.reader.csv
from jsonschema import Draft7Validator, Draft202012Validator
from pyjstat import pyjstat

SCHEMAS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "schemas")
FIGURE = ["OBS_VALUE", "MARGIN_95", "OBS_STATUS", "CONF_STATUS", "PROVISIONAL"]
CONFIDENTIALITY = {"E": "F", "A": "F", "Q": "C", "M": "F", "O": "F"}


class Fault(Exception):
    """Something that a reader finds wrong."""


def need(condition, text):
    if not condition:
        raise Fault(text)


def load_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def number(value):
    """A whole number, or None where there is none."""
    if value is None or value == "" or value != value:
        return None
    need(float(value) == int(float(value)), f"{value!r} is no whole number")
    return int(float(value)) if not isinstance(value, str) else int(value)


def flag(value):
    need(str(value).lower() in ("true", "false"), f"PROVISIONAL is {value!r}")
    return str(value).lower() == "true"


def add(figures, place, figure):
    """Notes a figure, which must be the one that another table shows."""
    need(figures.setdefault(place, figure) == figure, f"{place} is {figures[place]} and {figure}")


def read_csv(path, dimensions):
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
    need(list(frame.columns) == ["DATASET", "TIME_PERIOD", *dimensions, *FIGURE], f"columns {list(frame.columns)}")
    figures = {}
    for row in frame.to_dict("records"):
        place = tuple(row[d] for d in dimensions) + (row["TIME_PERIOD"],)
        need(place not in figures, f"{place} stands twice")
        figures[place] = (number(row["OBS_VALUE"]), number(row["MARGIN_95"]), row["OBS_STATUS"], row["CONF_STATUS"],
                          flag(row["PROVISIONAL"]))
    return figures


def read_dashboard(path, dimensions):
    figures = {}
    for table in load_json(path)["tables"]:
        for series in table["series"]:
            for o in series["observations"]:
                add(figures, tuple(series["key"][d] for d in dimensions) + (o["period"],),
                    (o["value"], o["margin"], o["status"], o["confidentiality"], o["provisional"]))
    return figures


JSON_STAT = None


def read_json_stat(path, dimensions):
    """By pyjstat, which gives the values, and by position, which gives the marks."""
    global JSON_STAT
    if JSON_STAT is None:
        JSON_STAT = Draft202012Validator(load_json(os.path.join(SCHEMAS, "jsonstat-2.0-dataset.json")))
    document = load_json(path)
    need(document["version"] == "2.0", "no JSON-stat 2.0")
    if document["class"] == "collection":
        datasets = [dict(item, version="2.0") for item in document["link"]["item"]]
        only_links = {"$ref": "#/$defs/link", "$defs": JSON_STAT.schema["$defs"]}
        need(Draft202012Validator(only_links).is_valid(document["link"]), "the items are no links of JSON-stat")
    else:
        datasets = [document]
    figures = {}
    for dataset in datasets:
        problems = [error.message[:200] for error in JSON_STAT.iter_errors(dataset)]
        need(not problems, f"JSON-stat's schema: {problems[:3]}")
        frame = pyjstat.Dataset.read(json.dumps(dataset)).write("dataframe", naming="id")
        need(len(frame) == len(dataset["value"]) == len(dataset["status"]), "values and marks are not as many")
        marks = dataset["extension"]["marks"]
        rows = frame.to_dict("records")
        for row, status in zip(rows, dataset["status"]):
            row["status"] = status
        shown = [d for d in dataset["id"] if d not in ("TIME_PERIOD", "FIGURE")]
        need(set(shown) <= set(dimensions), f"dimensions {shown}")
        pairs = {}
        for row in rows:
            place = tuple(row[d] if d in shown else "_T" for d in dimensions) + (row["TIME_PERIOD"],)
            pairs.setdefault(place, {})[row["FIGURE"]] = (number(row["value"]), row["status"])
        noted = dataset["dimension"]["TIME_PERIOD"]["category"].get("note", {})
        for place, pair in pairs.items():
            need(set(pair) == {"OBS_VALUE", "MARGIN_95"}, f"{place} has {sorted(pair)}")
            (value, status), (margin, other) = pair["OBS_VALUE"], pair["MARGIN_95"]
            need(status == other and status[:1] in marks and status[1:] in ("", "P"), f"{place} is marked {status!r}")
            need(status[1:] == "" or marks["P"] in noted.get(place[-1], []), f"{place[-1]} is not noted as provisional")
            add(figures, place, (value, margin, status[0], CONFIDENTIALITY[status[0]], status[1:] == "P"))
    return figures


def renamed(dimensions, components):
    """What the dimensions are called in SDMX: those whose name is taken have another ending."""
    names = [d if d in components else f"{d}_CODE" for d in dimensions]
    need([*names] == [c for c in components if c not in ("FREQ", "TIME_PERIOD")], f"components {components}")
    return names


def read_sdmx(data, structure, dimensions):
    """By sdmx1 and by pysdmx, which must agree with each other and find every code in its codelist."""
    message = sdmx.read_sdmx(structure)
    (dataflow,), (definition,) = message.dataflow.values(), message.structure.values()
    components = [d.id for d in definition.dimensions]
    names = renamed(dimensions, components)
    with open(data, "rb") as file:
        read = sdmx.reader.csv.Reader().convert(file, structure=dataflow)
    need(len(read.data) == 1, f"{len(read.data)} data sets")
    lists = {d.id: set(d.local_representation.enumerated.items) for d in definition.dimensions
             if d.local_representation.enumerated is not None}
    need(set(lists) == set(components) - {"TIME_PERIOD"}, f"codelists of {sorted(lists)}")
    marks = {a.id: set(a.local_representation.enumerated.items) for a in definition.attributes
             if a.local_representation.enumerated is not None}
    need(set(marks) == {"OBS_STATUS", "CONF_STATUS"}, f"marks of {sorted(marks)}")
    figures = {}
    for observation in read.data[0].obs:
        key = {name: value.value for name, value in observation.dimension.values.items()}
        need(list(key) and set(key) == set(components), f"key {key}")
        need(all(key[d] in codes for d, codes in lists.items()), f"{key} has a code of no codelist")
        said = {name: value.value for name, value in observation.attached_attribute.items()}
        need(all(said[a] in codes for a, codes in marks.items()), f"{said} has a mark of no codelist")
        place = tuple(key[name] for name in names) + (key["TIME_PERIOD"],)
        need(place not in figures, f"{place} stands twice")
        figures[place] = (number(observation.value), number(said["MARGIN_95"]), said["OBS_STATUS"],
                          said["CONF_STATUS"], flag(said["PROVISIONAL"]))
    # pysdmx holds the structure against the official XML schemas too.
    dataset = pysdmx.io.get_datasets(data, structure)[0]
    other = {}
    for row in dataset.data.astype(object).where(dataset.data.notna(), None).to_dict("records"):
        place = tuple(str(row[name]) for name in names) + (str(row["TIME_PERIOD"]),)
        other[place] = (number(row["OBS_VALUE"]), number(row["MARGIN_95"]), row["OBS_STATUS"], row["CONF_STATUS"],
                        flag(row["PROVISIONAL"]))
    need(figures == other, "sdmx1 and pysdmx do not agree: " + difference(figures, other))
    return figures


def read_package(folder, dimensions):
    """By frictionless, which checks sizes, hashes, types and codes, and by csvw; a folder or an address."""
    description = folder if folder.startswith("http") else os.path.join(folder, "datapackage.json")
    package = frictionless.Package(description)
    report = package.validate()
    problems = [error.message for task in report.tasks for error in task.errors]
    need(report.valid, f"frictionless: {[*problems, *[e.message for e in report.errors]][:3]}")
    figures = {}
    tables = [r for r in package.resources if not r.name.endswith(".codes")]
    need(len(tables) == len(package.resources) - 1 > 0, f"resources {[r.name for r in package.resources]}")
    labels = {}
    for row in package.get_resource(next(r.name for r in package.resources if r.name.endswith(".codes"))).read_rows():
        labels.setdefault(row["DIMENSION"], {})[row["CODE"]] = row["LABEL_EN"]
    for resource in tables:
        for row in resource.read_rows():
            need(all(row[d] in labels[d] for d in [*dimensions, "OBS_STATUS"]), f"{row} has a code without a label")
            add(figures, tuple(row[d] for d in dimensions) + (row["TIME_PERIOD"],),
                tuple(row[column] for column in FIGURE))
    if folder.startswith("http"):
        return figures
    schema = load_json(os.path.join(SCHEMAS, "frictionless-2.0-datapackage.json"))
    need(load_json(description)["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json", "no version 2")
    wrong = [error.message[:200] for error in Draft7Validator(schema).iter_errors(load_json(description))]
    need(not wrong, f"the schema of Data Package: {wrong[:3]}")
    group = csvw.TableGroup.from_file(os.path.join(folder, "csv-metadata.json"))
    other = {}
    for table in group.tables:
        rows = list(table.iterdicts(strict=True))
        if table.local_name.endswith(".table.csv"):
            for row in rows:
                add(other, tuple(row[d] for d in dimensions) + (row["TIME_PERIOD"],),
                    tuple(row[column] for column in FIGURE))
    need(figures == other, "frictionless and csvw do not agree: " + difference(figures, other))
    card = load_json(os.path.join(folder, "dataset.jsonld"))
    need("Dataset" in card["@type"] and card["name"] and card["temporalCoverage"].count("/") == 1, "the card says little")
    listed = {part["contentUrl"]: part["sha256"] for part in card["distribution"]}
    for resource in load_json(description)["resources"]:
        with open(os.path.join(folder, resource["path"]), "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        need(listed.get(resource["path"]) == digest, f"the card does not know {resource['path']}")
    named = {resource["path"] for resource in load_json(description)["resources"]}
    beside = {"datapackage.json", "csv-metadata.json", "dataset.jsonld"}
    need(set(os.listdir(folder)) == named | beside, f"the folder holds {sorted(os.listdir(folder))}")
    return figures


def read_workbook(path, dimensions):
    book = openpyxl.load_workbook(path, read_only=True)
    need(book.sheetnames[0] in ("Notes", "Nota") and len(book.sheetnames) > 1, f"sheets {book.sheetnames}")
    figures = {}
    for name in book.sheetnames[1:]:
        rows = book[name].iter_rows(values_only=True)
        header = list(next(rows))
        shown = [d for d in dimensions if d in header]
        wanted = ["TIME_PERIOD"] + [h for d in shown for h in (d, f"{d}_LABEL")] + FIGURE
        need(header == wanted, f"sheet {name} has the columns {header}")
        for cells in rows:
            row = dict(zip(header, cells))
            need(all(row[f"{d}_LABEL"] for d in shown), f"{row} has no label")
            place = tuple(str(row[d]) if d in shown else "_T" for d in dimensions) + (str(row["TIME_PERIOD"]),)
            need(not isinstance(row["OBS_VALUE"], str), f"{place} is text")
            add(figures, place, (number(row["OBS_VALUE"]), number(row["MARGIN_95"]), row["OBS_STATUS"],
                                 row["CONF_STATUS"], flag(row["PROVISIONAL"])))
    return figures


def read_converted(path, dimensions):
    """The workbook after LibreOffice has read and written it."""
    with tempfile.TemporaryDirectory() as scratch:
        done = subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{scratch}/profile", "--convert-to", "ods",
             "--outdir", scratch, path], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        ods = os.path.join(scratch, os.path.basename(path)[:-4] + "ods")
        need(done.returncode == 0 and os.path.exists(ods), f"LibreOffice: {done.stderr[:200]}")
        os.mkdir(os.path.join(scratch, "back"))
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{scratch}/profile", "--convert-to", "xlsx",
             "--outdir", os.path.join(scratch, "back"), ods], stdin=subprocess.DEVNULL, capture_output=True)
        return read_workbook(os.path.join(scratch, "back", os.path.basename(path)), dimensions)


def difference(left, right):
    places = [p for p in left.keys() | right.keys() if left.get(p) != right.get(p)]
    first = min(places, key=str, default=None)
    return f"{len(places)} figures differ, such as {first}: {left.get(first)} and {right.get(first)}"
