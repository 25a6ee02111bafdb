"""intrus on Ray Data.

>>> import ray
>>> from intrus.ray import Check
>>> tagged = ray.data.read_parquet("corpus").map_batches(
...     Check, batch_format="pyarrow", concurrency=8, fn_constructor_kwargs={"min_confidence": 0.8})
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from .tables import check_table, checker_here, fix_table


class Check:
    """Adds a column of findings to batches, for ``map_batches``."""

    def __init__(self, column: str = "text", into: str = "findings", **settings: Any):
        """``settings`` are those of :class:`intrus.Checker`."""
        self.checker, self.column, self.into = checker_here(settings), column, into

    def __call__(self, batch: pa.Table) -> pa.Table:
        return check_table(self.checker, batch, self.column, self.into)


class Fix:
    """Repairs the texts of a column, for ``map_batches``."""

    def __init__(self, column: str = "text", *, unsafe: bool = False, **settings: Any):
        """``settings`` are those of :class:`intrus.Checker`."""
        self.checker, self.column, self.unsafe = checker_here(settings), column, unsafe

    def __call__(self, batch: pa.Table) -> pa.Table:
        return fix_table(self.checker, batch, self.column, unsafe=self.unsafe)
