"""Makes the small workbooks of this folder, byte for byte the same on every run: `python3 tests/workbooks/make.py`."""

import pathlib
import zipfile

HERE = pathlib.Path(__file__).parent
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def pack(name, parts, method=zipfile.ZIP_STORED):
    with zipfile.ZipFile(HERE / name, "w") as archive:
        for path, text in parts:
            entry = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.compress_type = method
            archive.writestr(entry, text)


def cell(address, value):
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith("="):
        formula, _, cached = value[1:].partition("->")
        kept = f"<v>{cached}</v>" if cached else ""
        return f'<c r="{address}"><f>{formula}</f>{kept}</c>'
    if isinstance(value, str) and value.startswith("#"):
        return f'<c r="{address}" t="e"><v>{value}</v></c>'
    if isinstance(value, str) and value.startswith("day "):
        return f'<c r="{address}" s="1"><v>{value[4:]}</v></c>'
    if isinstance(value, str):
        return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'
    return f'<c r="{address}"><v>{value}</v></c>'


def letters(number):
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def sheet(rows, corner=(1, 1)):
    lines = []
    for nth, row in enumerate(rows, corner[0]):
        cells = "".join(cell(f"{letters(at)}{nth}", value) for at, value in enumerate(row, corner[1]))
        lines.append(f'<row r="{nth}">{cells}</row>')
    return f'{HEAD}<worksheet {MAIN}><sheetData>{"".join(lines)}</sheetData></worksheet>'


def xlsx(name, sheets, method=zipfile.ZIP_STORED):
    """`sheets` holds a name, rows, and what else is said of the sheet: `state="hidden"`."""
    numbered = list(enumerate(sheets, 1))
    listed = "".join(f'<sheet name="{title}" sheetId="{n}" {more} r:id="rId{n}"/>' for n, (title, _, more) in numbered)
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n, _ in numbered
    )
    links += f'<Relationship Id="rId99" Type="{OFFICE}/styles" Target="styles.xml"/>'
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for n, _ in numbered
    )
    parts = [
        (
            "[Content_Types].xml",
            f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
            f"{types}</Types>",
        ),
        (
            "_rels/.rels",
            f'{HEAD}<Relationships {RELS}><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        ),
        ("xl/workbook.xml", f'{HEAD}<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", f"{HEAD}<Relationships {RELS}>{links}</Relationships>"),
        (
            "xl/styles.xml",
            f'{HEAD}<styleSheet {MAIN}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
        ),
    ]
    parts += [(f"xl/worksheets/sheet{n}.xml", sheet(*rows)) for n, (_, rows, _) in numbered]
    pack(name, parts, method)


def ods(name, title, rows):
    def written(value):
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, str):
            return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'

    lines = "".join(f"<table:table-row>{''.join(written(value) for value in row)}</table:table-row>" for row in rows)
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    content = (
        f"{HEAD}<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="{title}">{lines}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'{HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/></manifest:manifest>'
    )
    pack(name, [("mimetype", mime), ("META-INF/manifest.xml", manifest), ("content.xml", content)])


NOTES = [["Notes to the tables"], ["Counts are of calls."]]
TABLE = [
    ["Calls to the harbour office"],
    [],
    ["Day", "Harbour", "Calls", "Share"],
    ["day 45351", "Aldmoor", 1200, 0.125],
    ["day 45351", "Brackwater", 815, 0.0849],
    ["day 45352", "Aldmoor", "=SUM(1,2)->1174", 0.1223],
    ["day 45352", "Brackwater", "790 p", 0.0823],
    ["Source: the harbour office"],
]
xlsx(
    "calls.xlsx",
    [("Notes", (NOTES,), ""), ("Table 1", (TABLE,), ""), ("Raw", (TABLE[2:],), 'state="hidden"')],
    zipfile.ZIP_DEFLATED,
)
xlsx("one-shown.xlsx", [("Calls", (TABLE[2:7],), ""), ("Old", (TABLE[2:4],), 'state="hidden"')])
xlsx("unsaved.xlsx", [("Calls", ([["Harbour", "Calls"], ["Aldmoor", 5], ["Brackwater", "=B2*2"]],), "")])
xlsx("errors.xlsx", [("Calls", ([["Harbour", "Calls"], ["Aldmoor", 5], ["Brackwater", "#REF!"]],), "")])
xlsx("digits.xlsx", [("Calls", ([["Harbour", "Id"], ["Aldmoor", 12345678901234567890]],), "")])
xlsx("corner.xlsx", [("Calls", ([["Harbour", "Calls"], ["Aldmoor", 5], ["Brackwater", 7]], (5, 3)), "")])
far = sheet([["Harbour", "Calls"], ["Aldmoor", 5]]).replace(
    "</sheetData>", f'<row r="1048576">{cell("XFD1048576", "x")}</row></sheetData>'
)
xlsx("far.xlsx", [("Calls", ([],), "")])
with zipfile.ZipFile(HERE / "far.xlsx") as archive:
    kept = [(entry.filename, archive.read(entry).decode()) for entry in archive.infolist()]
pack("far.xlsx", [(path, far if "worksheets" in path else text) for path, text in kept])
ods("calls.ods", "Table 1", TABLE[2:3] + [["2024-02-29", "Aldmoor", 1200, 0.125], ["2024-02-29", "Brackwater", 815, 0.0849]])
pack("binary.xlsb", [("[Content_Types].xml", "x"), ("xl/workbook.bin", "x")])
pack("cut.xlsx", [("[Content_Types].xml", "x"), ("xl/workbook.xml", "<workbook")])
(HERE / "locked.xlsx").write_bytes(OLE + "EncryptedPackage".encode("utf-16-le"))
(HERE / "old.xls").write_bytes(OLE + "Workbook".encode("utf-16-le"))

# Two releases of one table, each with its day above it.
for month, day, late in (("january", "20.01.2026", 5), ("february", "24.02.2026", 6)):
    rows = [["Calls by week"], [f"Stand: {day}"], ["Week", "Calls"], ["2026-W01", 9], ["2026-W02", late]]
    xlsx(f"released-{month}.xlsx", [("Table 1", (rows,), ""), ("Notes", (NOTES,), "")])
