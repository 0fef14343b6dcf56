"""Every export holds the figures of the JSON form, cell by cell, and nothing that is hidden.

The JSON form is what the tests in Swift hold against the model; here the other files are opened by
the programs that people open them with.
"""

from __future__ import annotations

import argparse
import csv
import html.parser
import io
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import rdflib
from rdflib.compare import isomorphic

import look
from city import City

FIGURES = {
    "n": "n", "organizations": "organizations", "expected": "expected", "mean": "mean", "sd": "sd",
    "byOrganization": "weightings byOrganization", "byRespondent": "weightings byRespondent",
    "byInvited": "weightings byInvited", "byEmployees": "weightings byEmployees",
    "ciLow": "ci95 0", "ciHigh": "ci95 1", "betweenSd": "between sd", "min": "between min",
    "q1": "between q1", "median": "between median", "q3": "between q3", "max": "between max",
    "invited": "invited", "responseRate": "responseRate", "hidden": "hidden",
}


def find(value, path: str):
    """The value at a path of members and places; None when there is none."""
    for word in path.split():
        if isinstance(value, list):
            value = value[int(word)]
        elif isinstance(value, dict):
            value = value.get(word)
        if value is None:
            return None
    return value


def same(left, right) -> bool:
    """Whether two values are the same number or text; a workbook keeps 16 digits."""
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return abs(left - right) <= 1e-12 * max(1, abs(left))
    return left == right


def check_csv(results: dict, text: bytes) -> int:
    rows = list(csv.DictReader(io.StringIO(text.decode())))
    assert len(rows) == len(results["cells"])
    count = 0
    for row, cell in zip(rows, results["cells"]):
        assert (row["node"], row["set"]) == (cell["node"], cell["set"])
        for column, path in FIGURES.items():
            value, written = find(cell, path), row[column]
            if isinstance(value, (int, float)):
                assert float(written) == value, (row["node"], row["set"], column)
            else:
                assert written == (value or ""), (row["node"], row["set"], column)
            count += 1
    return count


#: The English headings of a workbook and what the JSON form calls them.
HEADINGS = {
    "Node (id)": "node", "Node": "title", "Level": "level", "Set (id)": "set", "Set": "name",
    "Respondents": "n", "Organizations": "organizations", "Expected organizations": "expected",
    "Mean": "mean", "Equal weight by organization": "byOrganization",
    "Weight by respondents": "byRespondent", "Weight by invited": "byInvited",
    "Weight by employees": "byEmployees", "Standard deviation": "sd",
    "95 % interval, low": "ciLow", "95 % interval, high": "ciHigh",
    "Standard deviation between organizations": "betweenSd", "Lowest": "min",
    "Lower quartile": "q1", "Median": "median", "Upper quartile": "q3", "Highest": "max",
    "Invited": "invited", "Response rate": "responseRate", "Hidden": "hidden",
    "Statement (id)": "item", "Statement": "text", "Type": "type", "Bottleneck": "bottleneck",
    "Distance": "distance", "Innovation": "innovation", "Efficiency": "efficiency",
    "Balance": "balance", "Change": "change", "Broken series": "broken",
}


def named(rows: list, start: int = 0) -> list[dict]:
    """Rows under their headings, each by the word of the JSON form."""
    heads = [HEADINGS.get(head, head) for head in rows[start]]
    assert len(set(heads)) == len(heads), heads
    return [dict(zip(heads, row)) for row in rows[start + 1:]]


def records(sheet) -> list[dict]:
    return named(list(sheet.iter_rows(values_only=True)))


def check_xlsx(results: dict, path: Path) -> int:
    book = openpyxl.load_workbook(path)
    assert all(sheet.sheet_state == "visible" for sheet in book)
    names = book.sheetnames
    assert names[:2] == ["About", "Profile"] and {"Cells", "Answers", "Types", "Quality"} <= set(names)
    facts = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True) if row[0]}
    assert facts["Digest"] == results["digest"]
    assert facts["Weighting"] == "byOrganization"
    assert facts["Rules version"] == results["rules"]
    assert facts["Rows in Cells"] == str(len(results["cells"]))
    assert facts["Rows in Answers"] == str(len(results["items"]))
    count = check_cells(results, book["Cells"]) + check_items(results, book["Answers"])
    count += check_others(results, book)
    profile = book["Profile"]
    assert len(profile._charts) == 1 and len(profile._charts[0].series) == 3
    assert book["About"].page_setup.orientation != "landscape"
    for sheet in ["Profile", "Cells", "Answers", "Types"]:
        assert book[sheet].freeze_panes, sheet
        page = book[sheet].page_setup
        assert book[sheet].sheet_properties.pageSetUpPr.fitToPage, sheet
        # One page wide is what the format means when nothing is said.
        wide, high = int(page.fitToWidth or 1), int(page.fitToHeight)
        assert (page.orientation, wide, high) == ("landscape", 1, 0), sheet
        assert book[sheet].print_title_rows == "$1:$1", sheet
        assert not any(dimension.hidden for dimension in book[sheet].column_dimensions.values())
        assert not any(dimension.hidden for dimension in book[sheet].row_dimensions.values())
    return count


def check_cells(results: dict, sheet) -> int:
    rows = records(sheet)
    assert len(rows) == len(results["cells"])
    count = 0
    for row, cell in zip(rows, results["cells"]):
        assert (row["node"], row["set"]) == (cell["node"], cell["set"])
        for column, path in FIGURES.items():
            value = find(cell, path)
            assert same(row[column], value), (row["node"], row["set"], column)
            count += 1
        if cell["hidden"]:
            assert all(row[column] is None for column in FIGURES if column != "hidden")
    return count


def check_items(results: dict, sheet) -> int:
    rows = records(sheet)
    assert len(rows) == len(results["items"])
    count = 0
    for row, item in zip(rows, results["items"]):
        assert (row["item"], row["set"]) == (item["item"], item["set"])
        assert row["hidden"] == item["hidden"]
        for name in ["n", "mean", "sd"]:
            assert same(row[name], item.get(name)), (row["item"], row["set"], name)
        for code, value in item.get("distribution", {}).items():
            assert row[code] == value
            count += 1
        if item["hidden"]:
            assert all(value is None for name, value in row.items()
                       if name not in ["item", "text", "set", "name", "hidden"])
    return count


def check_others(results: dict, book) -> int:
    count = 0
    for row, gap in zip(records(book["Gap"]), results["gap"], strict=True):
        assert row["node"] == gap["node"] and row["hidden"] == gap["hidden"]
        assert same(list(row.values())[2], gap.get("difference"))
        assert same(row["ciLow"], find(gap, "ci95 0")) and same(row["ciHigh"], find(gap, "ci95 1"))
        count += 3
    for row in records(book["Types"]):
        types, balance = results["types"][row["set"]], results["balance"][row["set"]]
        assert row["type"] == types["type"] and row["hidden"] == types["hidden"]
        assert same(row["mean"], find(types, "bottleneck mean"))
        for name in ["innovation", "efficiency", "balance"]:
            assert same(row[name], balance.get(name))
        count += 5
    if results["trend"]:
        for row, change in zip(records(book["Trend"]), results["trend"]["changes"], strict=True):
            assert (row["node"], row["set"]) == (change["node"], change["set"])
            assert same(row["change"], change.get("change")) and row["hidden"] == change["hidden"]
            count += 1
    return count


def check_libreoffice(results: dict, path: Path, folder: Path) -> int:
    """LibreOffice opens the workbook without repairing it, and reads the same cells."""
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/office", "--convert-to",
         "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
         "--outdir", str(folder / "sheets"), str(path)],
        check=True, capture_output=True, timeout=240)
    sheets = {file.stem.rsplit("-", 1)[1]: file for file in (folder / "sheets").glob("*.csv")}
    rows = named(list(csv.reader(sheets["Cells"].open())))
    assert len(rows) == len(results["cells"])
    for row, cell in zip(rows, results["cells"]):
        assert (row["node"], row["set"], row["hidden"]) == (
            cell["node"], cell["set"], cell["hidden"] or "")
        mean = cell.get("mean")
        assert (row["mean"] == "") == (mean is None)
        if mean is not None:
            assert abs(float(row["mean"]) - mean) < 1e-9
    return len(rows)


class Figures(html.parser.HTMLParser):
    """The figures of a report: place and exact value."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        if tag == "data":
            values = dict(attributes)
            self.found.append((values["data-figure"], float(values["value"])))


def check_html(results: dict, text: str) -> int:
    parser = Figures()
    parser.feed(text)
    cells = {(cell["node"], cell["set"]): cell for cell in results["cells"]}
    items = {(item["item"], item["set"]): item for item in results["items"]}
    for place, value in parser.found:
        kind, first, second, *rest = [*place.split(), ""]
        if kind == "cells":
            assert find(cells[first, second], " ".join(rest)) == value, place
        elif kind == "items":
            assert find(items[first, second], " ".join(rest)) == value, place
    assert results["digest"] in text
    for word in ["<script", " style=", "http://", "https://", "src="]:
        assert word not in text, word
    return len(parser.found)


def check_pdf(path: Path, headline: str) -> int:
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True,
                          capture_output=True, text=True).stdout.replace("\u00a0", " ")
    assert headline in text, headline
    pages = text.count("\f")
    assert 5 <= pages <= 60, pages
    assert path.stat().st_size < 2_000_000, "drawings are lines and letters, not pictures"
    return pages


# What DCAT-AP-SE 3 wants of each class: obligatory properties, and what we promise beside them.
PROFILE = {
    "dcat:Catalog": "dcterms:title dcterms:description dcterms:publisher dcterms:license dcat:dataset",
    "dcat:Dataset": "dcterms:title dcterms:description dcterms:publisher dcat:contactPoint "
                    "dcat:distribution dcat:theme dcterms:issued",
    "dcat:Distribution": "dcat:accessURL dcterms:license dcterms:format",
    "dcat:DataService": "dcterms:title dcat:endpointURL",
    "foaf:Agent": "foaf:name",
    "vcard:Organization": "vcard:fn vcard:hasEmail",
}


def check_catalog(city: City) -> int:
    graphs = []
    for name, form in [("ttl", "turtle"), ("jsonld", "json-ld")]:
        status, headers, body = city.get(f"/open/catalog.{name}")
        assert status == 200 and headers["access-control-allow-origin"] == "*", status
        graphs.append(rdflib.Graph().parse(data=body, format=form))
    assert isomorphic(*graphs), "the two forms say different things"
    graph = graphs[0]
    space = dict(graph.namespaces())
    name = lambda text: rdflib.URIRef(space[text.split(":")[0]] + text.split(":")[1])
    for type_, properties in PROFILE.items():
        things = list(graph.subjects(rdflib.RDF.type, name(type_)))
        assert things, type_
        for thing in things:
            for property_ in properties.split():
                values = list(graph.objects(thing, name(property_)))
                assert values, (thing, property_)
                for value in values:
                    if isinstance(value, rdflib.URIRef) and "example.org/open/catalog#" in value:
                        assert (value, rdflib.RDF.type, None) in graph, value
    catalog = next(graph.subjects(rdflib.RDF.type, name("dcat:Catalog")))
    licenses = {str(value) for value in graph.objects(catalog, name("dcterms:license"))}
    assert licenses == {"http://creativecommons.org/publicdomain/zero/1.0/"}
    for address in graph.objects(None, name("dcat:accessURL")):
        status, _, body = city.get(str(address).removeprefix("https://survey.example.org"))
        assert status == 200 and body, address
    return len(graph)


def check_open(city: City, results: dict, text: bytes) -> int:
    status, headers, body = city.get("/open/rounds/2026/results.json")
    assert status == 200 and json.loads(body)["cells"] == results["cells"]
    assert city.get("/open/rounds/2026/results.csv")[2] == text
    tag = headers["etag"]
    assert city.get("/open/rounds/2026/results.json", **{"If-None-Match": tag})[0] == 304
    series = json.loads(city.get("/open/series/maturity")[2])["nodes"][0]["values"]
    rounds = {value["round"] for value in series}
    assert rounds == {"2025", "2026"}
    cells = {(cell["node"], cell["set"]): cell for cell in results["cells"]}
    for value in series:
        if value["round"] == "2026":
            assert value.get("mean") == cells["maturity", value["set"]].get("mean")
            assert value["broken"] is False
    return len(series)


def export(city: City, audience: str, form: str, *options: str) -> Path:
    path = city.path / f"{audience}.{form}"
    city.centre("results", "2026", "--format", form, "--audience", audience, "--output", str(path),
                *options)
    return path


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("programs")
    parser.add_argument("--keep", help="a folder that keeps the files")
    options = parser.parse_args()
    with City(options.programs, options.keep) as city:
        city.prepare()
        note = city.centre("results", "2026", "--format", "json").stderr.decode()
        assert "not published" in note, note
        for audience in ["internal", "public"]:
            results = json.loads(export(city, audience, "json").read_bytes())
            text = export(city, audience, "csv").read_bytes()
            hidden = sum(cell["hidden"] is not None for cell in results["cells"])
            print(f"{audience}: {len(results['cells'])} cells, {hidden} hidden")
            print(f"  csv          {check_csv(results, text)} values")
            book = export(city, audience, "xlsx", "--language", "en")
            print(f"  xlsx         {check_xlsx(results, book)} values (openpyxl)")
            folder = city.path / f"office-{audience}"
            print(f"  xlsx         {check_libreoffice(results, book, folder)} rows (LibreOffice)")
            for language in ["sv", "en"]:
                page = export(city, audience, "html", "--language", language).read_text()
                print(f"  html {language}      {check_html(results, page)} figures")
        mean = next(cell["mean"] for cell in results["cells"]
                    if (cell["node"], cell["set"]) == ("maturity", "group"))
        pages = check_pdf(export(city, "public", "pdf", "--language", "en"), f"{mean:.0f} %")
        print(f"  pdf          {pages} pages")
        city.centre("publish", "2026", "1")
        note = city.centre("results", "2026", "--format", "json").stderr.decode()
        assert note == "", note
        city.start()
        print(f"open data: {check_open(city, results, text)} figures of the series")
        print(f"catalogue: {check_catalog(city)} statements, both forms alike")
        print(f"pages: {look.pages(city)} without a violation")
    print("the exports agree")


if __name__ == "__main__":
    sys.exit(main())
