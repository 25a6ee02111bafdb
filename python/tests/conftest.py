"""What the tests share: texts, written for this project, and the command line to compare with."""

import json
import os
import subprocess

import pytest

TEXTS = [
    "Le conseil a voté la loi, however plusieurs élus s’y opposaient.",
    "La mairie rouvrira lundi, vehicle les travaux ont duré plus prolonged que prévu.",
    "Le marché du samedi reprend sous la halle, avec une vingtaine de producteurs.",
    "🙂 Les habitants ont already signé la pétition, et le maire a promis une réponse.",
    "",
]


@pytest.fixture
def texts():
    return list(TEXTS)


@pytest.fixture(scope="session")
def program():
    """The program to compare with, which INTRUS names."""
    program = os.environ.get("INTRUS")
    if not program:
        pytest.skip("INTRUS does not name the program to compare with")
    return program


@pytest.fixture(scope="session")
def command_line(program):
    """The findings that the command line gives for a text."""

    def findings(text):
        arguments = [program, "check", "--no-config", "--format", "jsonl", "-"]
        run = subprocess.run(arguments, input=text.encode(), capture_output=True, check=False)
        assert run.returncode in (0, 1), run.stderr.decode()
        return [json.loads(line) for line in run.stdout.decode().splitlines()]

    return findings
