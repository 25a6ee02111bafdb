"""Finds the English that machine translation and language models leave in French text, and puts the French back.

>>> from intrus import Checker
>>> checker = Checker()
>>> for finding in checker.check("Le conseil a voté la loi, however plusieurs élus s’y opposaient."):
...     print(finding.rule, finding.surface, finding.suggestions[0].text)
EN101 however cependant
"""

from ._intrus import Checker, Finding, Suggestion, __version__

__all__ = ["Checker", "Finding", "Suggestion", "__version__"]
