import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

import intrus
from intrus import Checker


@pytest.fixture(scope="module")
def checker():
    return Checker()


def test_findings_in_code_points(checker, texts):
    for text in texts:
        for finding in checker.check(text):
            assert text[finding.start : finding.end] == finding.surface
    surfaces = [[finding.surface for finding in checker.check(text)] for text in texts]
    assert surfaces == [["however"], ["vehicle", "prolonged"], [], ["already"], []]


def test_what_a_finding_tells(checker, texts):
    (finding,) = checker.check(texts[0])
    assert (finding.rule, finding.name) == ("EN101", "stray-word")
    assert "however" in finding.message
    assert 0.5 < finding.confidence <= 1
    assert finding.applicability in {"safe", "unsafe"}
    assert 0 < len(finding.suggestions) <= 5
    assert finding.suggestions[0].origin == "untranslated"
    assert sum(suggestion.confidence for suggestion in finding.suggestions) <= 1.001
    assert "however" in repr(finding)


def test_fixing(checker, texts):
    fixed = checker.fix(texts[1], unsafe=True)
    assert "vehicle" not in fixed and fixed.startswith("La mairie rouvrira lundi, ")
    assert checker.fix(fixed, unsafe=True) == fixed
    assert checker.fix(texts[2]) == texts[2]


def test_settings(texts):
    assert Checker(words=["however"]).check(texts[0]) == []
    assert Checker(ignore=["EN"]).check(texts[0]) == []
    assert Checker(min_confidence=1.0).check(texts[0]) == []
    assert len(Checker(select=["stray-word"]).check(texts[0])) == 1
    with pytest.raises(ValueError, match="did you mean"):
        Checker(select=["stray-words"])
    with pytest.raises(ValueError, match="from 0 to 1"):
        Checker(min_confidence=2.0)


def test_configuration_file(tmp_path, texts):
    path = tmp_path / "intrus.toml"
    path.write_text('ignore = ["EN101"]\n')
    assert Checker(config=str(path)).check(texts[0]) == []
    with pytest.raises(OSError, match="missing.toml"):
        Checker(config=str(tmp_path / "missing.toml"))
    path.write_text("colour = 1\n")
    with pytest.raises(ValueError, match="colour"):
        Checker(config=str(path))


def test_pickled(texts):
    checker = pickle.loads(pickle.dumps(Checker(words=["however"], threads=1)))
    assert checker.check(texts[0]) == []


def test_from_many_threads(checker, texts):
    expected = [[repr(finding) for finding in checker.check(text)] for text in texts]
    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(lambda _: [[repr(f) for f in checker.check(text)] for text in texts], range(50)):
            assert found == expected


def test_the_same_as_the_command_line(checker, texts, command_line):
    for text in texts:
        here, there = checker.check(text), command_line(text)
        assert [(f.rule, f.surface, [s.text for s in f.suggestions]) for f in here] == [
            (f["rule"], f["surface"], [s["text"] for s in f["suggestions"]]) for f in there
        ]
        # The command line writes three decimals.
        assert [f.confidence for f in here] == pytest.approx([f["confidence"] for f in there], abs=0.00051)


def test_version():
    assert intrus.__version__.count(".") == 2
