"""The machine's libraries are asked for in words."""

from printing import checks


def test_nothing_is_said_when_all_are_there(monkeypatch):
    monkeypatch.setattr(checks, "is_there", lambda library: True)
    assert checks.check_libraries() == []


def test_what_is_missing_is_named_with_the_command(monkeypatch):
    monkeypatch.setattr(checks, "is_there", lambda library: "subset" not in library)
    [warning] = checks.check_libraries()
    assert warning.id == "printing.W001"
    assert "libharfbuzz-subset0" in warning.msg
    assert warning.hint == "apt-get install -y libharfbuzz-subset0"
