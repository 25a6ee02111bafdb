"""intrus on Spark: rows in their order within a partition, the language data loaded once a worker process.

>>> from intrus import spark as intrus_spark
>>> tagged = intrus_spark.check(session.read.parquet("corpus"))
>>> intrus_spark.count_rules(tagged).show()
"""

from __future__ import annotations

from typing import Any

from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql import types as T
from pyspark.sql.pandas.types import from_arrow_type

from . import tables
from .tables import check_batches, fix_batches

#: The Spark type of the column that :func:`check` adds.
FINDINGS = from_arrow_type(tables.FINDINGS)


def check(frame: DataFrame, column: str = "text", into: str = "findings", **settings: Any) -> DataFrame:
    """The frame with a column of the findings of each text; ``settings`` are those of :class:`intrus.Checker`."""
    schema = T.StructType([*frame.schema.fields, T.StructField(into, FINDINGS)])
    return frame.mapInArrow(lambda batches: check_batches(batches, column, into, settings), schema)


def fix(frame: DataFrame, column: str = "text", *, unsafe: bool = False, **settings: Any) -> DataFrame:
    """The frame with the texts of a column repaired, see :meth:`intrus.Checker.fix`."""
    return frame.mapInArrow(lambda batches: fix_batches(batches, column, unsafe, settings), frame.schema)


def drop(frame: DataFrame, per_100_words: float, column: str = "text", into: str = "findings") -> DataFrame:
    """The rows of a checked frame with at most so many findings in a hundred words."""
    words = F.greatest(F.size(F.split(F.trim(F.col(column)), r"\s+")), F.lit(1))
    findings = F.coalesce(F.size(F.col(into)), F.lit(0))
    return frame.where(findings * 100 <= words * per_100_words)


def count_rules(frame: DataFrame, into: str = "findings") -> DataFrame:
    """How many findings each rule has in a checked frame."""
    return frame.select(F.explode(into).alias("finding")).groupBy("finding.rule").count().orderBy("rule")
