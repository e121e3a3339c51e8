"""Tables as spreadsheets save them: any delimiter, encoding, order of columns, quoting."""

from __future__ import annotations

import codecs
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formulas import guarded, unguarded
from generator.spreadsheet.cells import COLUMNS
from generator.spreadsheet.table import Table, TableError, read_table, write_table
from generator.validate.models import ClaimFront

LONG = 'He said: "no; never",\nthen\tleft – для всіх'
TABLE = f'article,id,text\r\nfirst,c1,"{LONG.replace(chr(34), chr(34) * 2)}"\r\n,,\r\nsecond,,x\r\n'


def test_every_key_of_a_claim_has_a_column() -> None:
    keys = [field.name for field in fields(ClaimFront)]
    assert sorted(COLUMNS) == sorted([*keys, "article", "was"])


def cells(table: Table) -> list[tuple[int, dict[str, str]]]:
    return [(row.number, row.cells) for row in table.rows]


EXPECTED = [
    (2, {"article": "first", "id": "c1", "text": LONG}),
    (4, {"article": "second", "id": "", "text": "x"}),
]


def delimited(delimiter: str) -> str:
    head, _, rest = TABLE.partition("\r\n")
    quoted = rest.replace("first,c1,", "first|c1|").replace(",,\r", "||\r")
    whole = f"{head.replace(',', '|')}\r\n{quoted.replace('second,,', 'second||')}"
    return whole.replace("|", delimiter)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: codecs.BOM_UTF8 + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
        lambda text: text.encode("utf-16-le"),
        lambda text: f"sep={text[7]}\n{text}".encode(),
    ],
    ids=["utf-8", "with mark", "utf-16", "utf-16 be", "utf-16 without mark", "excel's line"],
)
def test_a_table_is_read_as_any_program_saves_it(encode: object, delimiter: str) -> None:
    assert callable(encode)
    assert cells(read_table(encode(delimited(delimiter)))) == EXPECTED


def test_columns_come_in_any_order_and_may_be_missing_or_unknown() -> None:
    table = read_table(b"Remarks,TEXT , article\nmine,x,first\n")
    assert table.columns == ("article", "text")
    assert table.unknown == ("Remarks",)
    assert cells(table) == [(2, {"article": "first", "text": "x"})]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "there are no columns; the first row names them: article, id, text"),
        (b"PK\x03\x04xl", "no CSV but a workbook (.xlsx, .ods); save it as CSV"),
        ("article,text\nfirst,é\n".encode("latin-1"), "neither UTF-8 nor UTF-16"),
        (b"name,id\nfirst,c1\n", "there is no column 'article'; the first row names the columns"),
        (b"article,id,ID\nfirst,c1,c2\n", "there are two columns 'id'; remove one of them"),
        (b"article,text\nfirst,one, two\n", "row 2 has 3 cells, but there are 2 columns"),
        (b"article,id,text\nfirst,c1\n", "row 2 ends after 2 of 3 cells"),
        (b'article,text\nfirst,"one\nsecond,x\n', "row 2 cannot be read (unexpected end of data)"),
    ],
)
def test_what_is_no_table_is_told(data: bytes, message: str) -> None:
    with pytest.raises(TableError) as error:
        read_table(data)
    assert message in str(error.value)


@given(st.text(alphabet="=+-@'ab1,. \"\n;"))
def test_a_guard_against_formulas_comes_off_again(text: str) -> None:
    cell = guarded(text)
    assert unguarded(cell) == text
    if text[:1] in ("=", "@"):
        assert cell[0] == "'"


@given(st.lists(st.text(alphabet="=+'ab1,.\"\n;|\tж"), min_size=14, max_size=14))
def test_what_is_written_is_read(row: list[str]) -> None:
    row = ["first", "c1", *(cell.strip() for cell in row[2:])]
    for delimiter in (",", ";", "\t"):
        table = read_table(write_table([row], delimiter))
        assert cells(table) == [(2, dict(zip(COLUMNS, row, strict=True)))]
