"""intrus in a datatrove pipeline.

>>> from datatrove.pipeline.readers import JsonlReader
>>> from intrus.datatrove import IntrusFilter, IntrusFixer
>>> pipeline = [JsonlReader("corpus"), IntrusFixer(), IntrusFilter(per_100_words=0.5)]
"""

from __future__ import annotations

from typing import Any

from datatrove.data import Document, DocumentsPipeline
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.filters.base_filter import BaseFilter

from .tables import checker_here


class IntrusTagger(PipelineStep):
    """Writes the findings of each document into its metadata, as dictionaries with offsets in code points."""

    name = "🕵 intrus"
    type = "🏷 - TAGGER"

    def __init__(self, key: str = "intrus", **settings: Any):
        """``settings`` are those of :class:`intrus.Checker`."""
        super().__init__()
        self.key, self.settings = key, settings

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        checker = checker_here(self.settings)
        for document in data or ():
            with self.track_time():
                findings = checker.check(document.text)
                document.metadata[self.key] = [
                    {
                        "start": finding.start,
                        "end": finding.end,
                        "rule": finding.rule,
                        "surface": finding.surface,
                        "confidence": finding.confidence,
                        "applicability": finding.applicability,
                        "repair": finding.suggestions[0].text if finding.suggestions else None,
                    }
                    for finding in findings
                ]
            for finding in findings:
                self.stat_update(finding.rule)
            self.update_doc_stats(document)
            yield document


class IntrusFixer(PipelineStep):
    """Makes the safe repairs; with ``unsafe``, the best guesses too."""

    name = "🩹 intrus"
    type = "✂️ - FORMAT"

    def __init__(self, *, unsafe: bool = False, **settings: Any):
        """``settings`` are those of :class:`intrus.Checker`."""
        super().__init__()
        self.unsafe, self.settings = unsafe, settings

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        checker = checker_here(self.settings)
        for document in data or ():
            with self.track_time():
                fixed = checker.fix(document.text, unsafe=self.unsafe)
            if fixed != document.text:
                self.stat_update("fixed")
                document.text = fixed
            self.update_doc_stats(document)
            yield document


class IntrusFilter(BaseFilter):
    """Keeps the documents with at most so many findings in a hundred words."""

    name = "🕵 intrus"

    def __init__(self, per_100_words: float = 1.0, exclusion_writer: Any = None, **settings: Any):
        """``settings`` are those of :class:`intrus.Checker`."""
        super().__init__(exclusion_writer)
        self.per_100_words, self.settings = per_100_words, settings

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        findings = len(checker_here(self.settings).check(doc.text))
        words = max(len(doc.text.split()), 1)
        return True if findings * 100 <= words * self.per_100_words else (False, "intrus_density")
