from collections.abc import Sequence
from typing import Literal, final

import pyarrow

__version__: str

@final
class Suggestion:
    """A French text offered in place of a finding."""

    @property
    def text(self) -> str:
        """Replaces the whole finding exactly as it stands."""
    @property
    def confidence(self) -> float:
        """Probability that this is the right text, 0 to 1."""
    @property
    def origin(self) -> Literal["homograph", "untranslated", "cognate", "wrong-sense", "inside-word", "rule"]:
        """The mechanism that left the English there."""

@final
class Finding:
    """One place where something is wrong."""

    @property
    def rule(self) -> str:
        """Code of the rule: ``EN101``."""
    @property
    def name(self) -> str:
        """Name of the rule: ``stray-word``."""
    @property
    def start(self) -> int:
        """Where it starts, in code points: ``text[start:end] == surface``."""
    @property
    def end(self) -> int:
        """Where it ends, in code points."""
    @property
    def surface(self) -> str:
        """What stands there."""
    @property
    def message(self) -> str:
        """One sentence: what is wrong and what to do."""
    @property
    def confidence(self) -> float:
        """Probability that the finding is right, 0 to 1."""
    @property
    def applicability(self) -> Literal["safe", "unsafe", "none"]:
        """Whether the first suggestion may be written."""
    @property
    def suggestions(self) -> list[Suggestion]:
        """Repairs, best first, at most five."""

@final
class Checker:
    """Finds the English in French text.

    A checker remembers what it looked up: make one and keep it. It may be used from several threads.
    """

    def __new__(
        cls,
        *,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        min_confidence: float | None = None,
        words: Sequence[str] = (),
        names: Sequence[str] = (),
        config: str | None = None,
        threads: int = 0,
    ) -> Checker:
        """A checker; what is not given is as the configuration file says, or else as on the command line.

        select, ignore: rules, as codes, names or families (``["EN", "PA401"]``).
        min_confidence: least probability of a finding, 0 to 1.
        words, names: accepted words and names.
        config: path of an ``intrus.toml``.
        threads: how many threads check a batch; 0 for one a core.
        """
    def check(self, text: str) -> list[Finding]:
        """The findings of a text, in their order."""
    def fix(self, text: str, *, unsafe: bool = False) -> str:
        """The text with its safe repairs made; with ``unsafe``, the best guesses too."""
    def check_batch(
        self, batch: pyarrow.RecordBatch, column: str = "text", into: str = "findings"
    ) -> pyarrow.RecordBatch:
        """The batch with a column of the findings of each text in ``column``.

        A list of structs, with the names of the column that ``intrus clean`` adds: ``rule``, ``start``, ``end`` (bytes of
        UTF-8), ``surface``, ``confidence``, ``applicability``, ``repair``, ``repair_confidence``, ``mechanism``. Nulls stay
        null.
        """
    def fix_batch(
        self, batch: pyarrow.RecordBatch, column: str = "text", *, unsafe: bool = False
    ) -> pyarrow.RecordBatch:
        """The batch with the texts in ``column`` repaired."""
