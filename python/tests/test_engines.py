"""The real engines, where they are installed: `.ci/python` installs them."""

import json
import os
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from intrus import Checker


def engine(name):
    """The engine, which must be there when INTRUS_REQUIRE_TOOLS is set."""
    if os.environ.get("INTRUS_REQUIRE_TOOLS"):
        return __import__(name)
    return pytest.importorskip(name)


def table(texts):
    return pa.table({"id": range(len(texts) * 20), "text": texts * 20})


def test_spark(tmp_path, texts):
    engine("pyspark")
    from pyspark.sql import SparkSession

    from intrus import spark

    os.environ["PYSPARK_PYTHON"] = sys.executable
    for part in range(4):
        pq.write_table(table(texts).slice(part * 25, 25), tmp_path / f"part-{part}.parquet")
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        frame = session.read.parquet(str(tmp_path))
        checked = spark.check(frame)
        rows = {row["id"]: row for row in checked.collect()}
        expected = Checker().check_batch(table(texts).to_batches()[0]).to_pylist()
        assert len(rows) == len(expected)
        for row in expected:
            here = rows[row["id"]]
            assert here["text"] == row["text"]
            assert [f.asDict() for f in here["findings"]] == row["findings"]
        assert {row["rule"]: row["count"] for row in spark.count_rules(checked).collect()} == {"EN101": 80}
        assert spark.drop(checked, per_100_words=0).count() == 40
        fixed = {row["id"]: row["text"] for row in spark.fix(frame, unsafe=True).collect()}
        assert fixed == {i: Checker().fix(text, unsafe=True) for i, text in enumerate(texts * 20)}
    finally:
        session.stop()


def test_datatrove(tmp_path, texts):
    engine("datatrove")
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from intrus.datatrove import IntrusFilter, IntrusFixer, IntrusTagger

    source = tmp_path / "in"
    source.mkdir()
    for part in range(2):
        lines = (json.dumps({"id": f"{part}-{i}", "text": text}) for i, text in enumerate(texts) if text)
        (source / f"{part}.jsonl").write_text("\n".join(lines) + "\n")

    def run(name, *steps):
        out = tmp_path / name
        pipeline = [JsonlReader(str(source)), *steps, JsonlWriter(str(out), compression=None)]
        LocalPipelineExecutor(pipeline, tasks=2, workers=2, logging_dir=str(tmp_path / f"{name}.log")).run()
        return [json.loads(line) for path in sorted(out.glob("*.jsonl")) for line in path.read_text().splitlines()]

    checker = Checker()
    tagged = run("tagged", IntrusTagger())
    assert len(tagged) == 8
    for document in tagged:
        found = [(f["surface"], f["start"]) for f in document["metadata"]["intrus"]]
        assert found == [(f.surface, f.start) for f in checker.check(document["text"])]
    assert [document["text"] for document in run("kept", IntrusFilter(per_100_words=0))] == [texts[2]] * 2
    fixed = run("fixed", IntrusFixer(unsafe=True))
    assert {document["text"] for document in fixed} == {checker.fix(text, unsafe=True) for text in texts if text}


def test_ray(texts):
    ray = pytest.importorskip("ray", reason="Ray is half a gigabyte: INTRUS_RAY=1 .ci/python installs it")
    from intrus.ray import Check, Fix

    ray.init(num_cpus=2, include_dashboard=False)
    try:
        data = ray.data.from_arrow(table(texts))
        checked = data.map_batches(Check, batch_format="pyarrow", concurrency=2).take_all()
        expected = Checker().check_batch(table(texts).to_batches()[0]).to_pylist()
        by_id = {row["id"]: row for row in checked}
        assert [by_id[row["id"]] for row in expected] == expected
        fixed = data.map_batches(Fix, batch_format="pyarrow", concurrency=1, fn_constructor_kwargs={"unsafe": True})
        assert {row["text"] for row in fixed.take_all()} == {Checker().fix(text, unsafe=True) for text in texts}
    finally:
        ray.shutdown()
