"""`python -m benchmarks`: the list, the options, the last line and the exit codes."""

import json
from importlib.util import find_spec

import pytest

from benchmarks.__main__ import main
from benchmarks.catalogue import BENCHMARKS
from benchmarks.outcome import Goal, Outcome
from tests.benchmarks.specs import write_specs


def test_without_a_name_every_benchmark_is_listed_with_one_line(capsys):
    assert main([]) == 0
    listed = capsys.readouterr().out.splitlines()
    names = [one.name for one in BENCHMARKS]
    assert [line.split()[0] for line in listed[: len(BENCHMARKS)]] == names
    assert all(len(line) <= 120 for line in listed)


@pytest.mark.parametrize("name", [one.name for one in BENCHMARKS])
def test_each_benchmark_tells_its_options(name, capsys):
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert "--json" in capsys.readouterr().out


@pytest.mark.parametrize("given", [["nonsense"], ["accuracy", "--nonsense"], ["specs"], ["--nonsense"]])
def test_wrong_usage_ends_with_2(given):
    with pytest.raises(SystemExit) as ended:
        main(given)
    assert ended.value.code == 2


def test_a_file_that_is_missing_ends_with_2_and_one_line(tmp_path, capsys):
    assert main(["specs", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "microsoft/Recognizers-Text" in told


def test_a_peer_that_is_missing_ends_with_3_and_says_how_to_install_it(monkeypatch, capsys):
    if find_spec("recognizers_number_with_unit"):
        pytest.skip("the peers are installed beside us here")
    monkeypatch.delenv("HONGBAO_PEERS_PYTHON", raising=False)
    assert main(["speed"]) == 3
    told = capsys.readouterr().err.strip()
    assert "\n" not in told
    assert "benchmarks/requirements.lock" in told


def test_a_python_of_the_peers_that_is_not_there_ends_with_3(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("HONGBAO_PEERS_PYTHON", str(tmp_path / "python"))
    assert main(["speed"]) == 3
    assert "correct HONGBAO_PEERS_PYTHON" in capsys.readouterr().err


def test_a_target_that_is_met_ends_with_0_and_one_that_is_missed_with_1(tmp_path, capsys):
    write_specs(tmp_path, {"English": ["It cost $5."], "Chinese": ["投入15元"]})
    assert main(["specs", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("target > 1x: met")
    write_specs(tmp_path, {"English": ["Nothing here."], "Chinese": ["投入15元"]})
    assert main(["specs", str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "ratio 0x, target > 1x: MISSED"


def test_the_report_can_be_one_json_object(tmp_path, capsys):
    write_specs(tmp_path, {"English": ["It cost $5."], "Chinese": ["投入15元"]})
    main(["specs", str(tmp_path), "--json"])
    report = json.loads(capsys.readouterr().out)
    assert report["benchmark"] == "specs"
    assert report["goals"][-1]["met"] is True
    assert report["figures"]["en"]["right"] == 1


def test_a_report_ends_with_its_ratio_and_target():
    goal = Goal(what="ratio", value=132.4, target=100, unit="x")
    assert str(goal) == "ratio 132.4x, target >= 100x: met"
    slow = Goal(what="1 MB over ten of 100 kB", value=1.6, target=1.5, sense="<=", unit="x")
    outcome = Outcome(benchmark="speed", goals=(slow, goal), lines=("fast",))
    assert outcome.to_text().splitlines()[-1] == str(goal)
    assert not outcome.is_met
