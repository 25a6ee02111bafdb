import subprocess

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from intrus import Checker
from intrus.tables import FINDINGS, check_table, count_rules, fix_table


@pytest.fixture(scope="module")
def checker():
    return Checker(threads=2)


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()])
def test_a_column_of_findings(checker, texts, kind):
    batch = pa.record_batch({"id": pa.array(range(len(texts) + 1)), "text": pa.array([*texts, None], kind)})
    batch = batch.replace_schema_metadata({"source": "tests"})
    checked = checker.check_batch(batch)
    assert checked.schema.names == ["id", "text", "findings"]
    assert checked.schema.field("findings").type == FINDINGS
    assert checked.schema.metadata == {b"source": b"tests"}
    assert checked.column("text").equals(batch.column("text"))
    rows = checked.column("findings").to_pylist()
    assert rows[-1] is None and rows[2] == []
    for text, row in zip(texts, rows):
        for finding in row:
            assert text.encode()[finding["start"] : finding["end"]].decode() == finding["surface"]
        found = checker.check(text)
        assert [f["surface"] for f in row] == [f.surface for f in found]
        assert [f["repair"] for f in row] == [f.suggestions[0].text if f.suggestions else None for f in found]
    assert count_rules(rows) == {"EN101": 4}


def test_slices_and_other_columns(checker, texts):
    batch = pa.record_batch({"texte": texts, "text": [1] * len(texts)}).slice(1, 2)
    checked = checker.check_batch(batch, "texte", "trouvé")
    assert [len(row) for row in checked.column("trouvé").to_pylist()] == [2, 0]


def test_again_takes_the_place_of_the_column(checker, texts):
    once = checker.check_batch(pa.record_batch({"text": texts}))
    assert checker.check_batch(once).equals(once)


def test_errors_name_the_column(checker):
    batch = pa.record_batch({"texte": ["a"], "id": [1]})
    with pytest.raises(ValueError, match="no column is called \"text\"; there are texte, id"):
        checker.check_batch(batch)
    with pytest.raises(ValueError, match="holds no text"):
        checker.check_batch(batch, "id")


def test_fixing(checker, texts):
    table = pa.table({"text": pa.array([*texts, None], pa.large_string()), "id": range(len(texts) + 1)})
    fixed = fix_table(checker, table, unsafe=True)
    assert fixed.schema == table.schema
    assert fixed.column("text").to_pylist() == [checker.fix(text, unsafe=True) for text in texts] + [None]


def test_tables(checker, texts):
    table = pa.table({"text": pa.chunked_array([texts[:2], texts[2:]])})
    assert [len(row) for row in check_table(checker, table).column("findings").to_pylist()] == [1, 2, 0, 1, 0]
    assert check_table(checker, table.slice(0, 0)).schema.names == ["text", "findings"]


def test_any_number_of_threads(texts):
    batch = pa.record_batch({"text": texts * 40})
    one, many = Checker(threads=1), Checker(threads=4)
    assert one.check_batch(batch).equals(many.check_batch(batch))


def test_the_same_as_the_command_line(tmp_path, checker, texts, program):
    table = pa.table({"text": [*texts, None]})
    pq.write_table(table, tmp_path / "in.parquet")
    arguments = ["clean", "--no-config", "in.parquet", "-o", "out.parquet", "--column", "findings"]
    subprocess.run([program, *arguments], cwd=tmp_path, check=True, capture_output=True)
    assert pq.read_table(tmp_path / "out.parquet").equals(check_table(checker, table))
