"""Files of pyarrow, cleaned by the program that is named, as pyarrow reads them: see tests/clean_parquet.rs."""

import datetime
import decimal
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq

TEXTS = [
    "Le conseil a voté la loi, however plusieurs élus s’y opposaient.",
    "Bonjour à tous les habitants de la ville.",
    None,
    "Il pleut depuis hier, vehicle le vent du nord s’est levé already.",
    "Voici la dernière ligne du program.",
]
ROWS = 1000
ALL = "text,view,category,meta.title,turns.says,tags"


def table():
    def texts(shift, kind):
        return pa.array([TEXTS[(i + shift) % 5] for i in range(ROWS)], kind)

    def turns(i):
        return [{"who": "a", "says": TEXTS[(i + j) % 5]} for j in range(i % 4)] if i % 7 else None

    return pa.table(
        {
            "id": range(ROWS),
            "text": texts(0, pa.large_string()),
            "view": texts(1, pa.string_view()),
            "category": texts(2, pa.string()).dictionary_encode(),
            "meta": [{"title": TEXTS[i % 5], "n": i} for i in range(ROWS)],
            "turns": pa.array([turns(i) for i in range(ROWS)]),
            "tags": pa.array([[TEXTS[i % 5], None] if i % 3 else [] for i in range(ROWS)], pa.large_list(pa.string())),
            "map": pa.array([[("a", i)] for i in range(ROWS)], pa.map_(pa.string(), pa.int64())),
            "when": pa.array([datetime.datetime(2026, 1, 1)] * ROWS, pa.timestamp("us", "Europe/Paris")),
            "price": pa.array([decimal.Decimal("1.50")] * ROWS),
            "half": pa.array([0.5] * ROWS, pa.float32()),
            "flag": pa.array([i % 2 == 0 for i in range(ROWS)]),
        }
    ).replace_schema_metadata({"about": "tests", "huggingface": '{"info": {}}'})


def clean(*arguments):
    run = subprocess.run([sys.argv[1], "clean", *arguments], capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()


VARIANTS = {
    "zstd": {"compression": "zstd"},
    "snappy2": {"compression": "snappy", "data_page_version": "2.0", "write_page_index": True},
    "brotli": {"compression": "brotli", "use_dictionary": False},
    "gzip": {"compression": "gzip", "version": "1.0", "use_deprecated_int96_timestamps": True},
    "plain": {"compression": "none", "write_statistics": False, "store_schema": False},
    "delta": {"compression": "lz4", "use_dictionary": False, "column_encoding": {"text": "DELTA_BYTE_ARRAY", "id": "DELTA_BINARY_PACKED"}},
}

for name, options in VARIANTS.items():
    source, tagged, fixed, back, kept = (f"{name}.{end}.parquet" for end in ("source", "tagged", "fixed", "back", "kept"))
    pq.write_table(table(), source, row_group_size=300, **options)
    clean(source, "-o", tagged, "--text-field", ALL)
    clean(source, "-o", fixed, "--text-field", ALL, "--action", "fix", "--fix-above", "0", "--edits", f"{name}.edits")
    clean(fixed, "-o", back, "--undo", f"{name}.edits")
    clean(source, "-o", kept, "--action", "drop", "--drop-rules", "EN")
    before = pq.read_table(source)
    after = pq.read_table(tagged)
    assert after.drop_columns(["intrus"]).equals(before, check_metadata=True), name
    assert after.schema.metadata == before.schema.metadata, name
    for row, findings in zip(before.to_pylist()[:50], after["intrus"].to_pylist()):
        for finding in findings:
            text = row
            for key in finding["field"].split("."):
                text = text[int(key) if key.isdigit() else key]
            assert text.encode()[finding["start"] : finding["end"]].decode() == finding["surface"], name
    assert after["intrus"].to_pylist()[0][0]["surface"] == "however", name
    assert not pq.read_table(fixed).equals(before), name
    assert pq.read_table(back).equals(before, check_metadata=True), name
    rows = [row for number, row in enumerate(before.to_pylist()) if number % 5 in (1, 2)]
    left = pq.read_table(kept)
    assert left.to_pylist() == rows and left.schema.equals(before.schema, check_metadata=True), name
    files = [pq.ParquetFile(path).metadata for path in (source, tagged, fixed, back)]
    for other in files[1:]:
        for group in range(files[0].num_row_groups):
            theirs, ours = files[0].row_group(group), other.row_group(group)
            assert theirs.num_rows == ours.num_rows, name
            for column in range(theirs.num_columns):
                assert theirs.column(column).compression == ours.column(column).compression, name
                assert theirs.column(column).physical_type == ours.column(column).physical_type, name
