"""Whole tables, and what the engines of clusters have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import pyarrow as pa

from . import Checker
from ._intrus import findings_type

#: The Arrow type of the column that :meth:`intrus.Checker.check_batch` adds.
FINDINGS: pa.DataType = findings_type()


def check_table(checker: Checker, table: pa.Table, column: str = "text", into: str = "findings") -> pa.Table:
    """The table with a column of findings, see :meth:`intrus.Checker.check_batch`."""
    batches = [checker.check_batch(batch, column, into) for batch in table.to_batches()]
    if batches:
        return pa.Table.from_batches(batches)
    return table.append_column(pa.field(into, FINDINGS), pa.chunked_array([], FINDINGS))


def fix_table(checker: Checker, table: pa.Table, column: str = "text", *, unsafe: bool = False) -> pa.Table:
    """The table with the texts of a column repaired, see :meth:`intrus.Checker.fix`."""
    batches = [checker.fix_batch(batch, column, unsafe=unsafe) for batch in table.to_batches()]
    return pa.Table.from_batches(batches, table.schema)


def count_rules(findings: Iterable[Any]) -> Counter[str]:
    """How many findings each rule has in rows of findings; counts of parts add up to those of the whole."""
    return Counter(finding["rule"] for row in findings for finding in row or ())


def checker_here(settings: dict[str, Any]) -> Checker:
    """The checker of this process: made once, with one thread, since an engine runs one process a core."""
    return _checker(tuple(sorted((key, _frozen(value)) for key, value in ({"threads": 1} | settings).items())))


@lru_cache(maxsize=8)
def _checker(settings: tuple[tuple[str, Any], ...]) -> Checker:
    return Checker(**{key: list(value) if isinstance(value, tuple) else value for key, value in settings})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, (list, tuple, set)) else value


def check_batches(
    batches: Iterable[pa.RecordBatch], column: str, into: str, settings: dict[str, Any]
) -> Iterator[pa.RecordBatch]:
    """Each batch with its findings, in order."""
    checker = checker_here(settings)
    for batch in batches:
        yield checker.check_batch(batch, column, into)


def fix_batches(
    batches: Iterable[pa.RecordBatch], column: str, unsafe: bool, settings: dict[str, Any]
) -> Iterator[pa.RecordBatch]:
    """Each batch with its texts repaired, in order."""
    checker = checker_here(settings)
    for batch in batches:
        yield checker.fix_batch(batch, column, unsafe=unsafe)
