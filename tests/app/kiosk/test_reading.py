"""The configuration: the example can be used, and every mistake is named with line and cure."""

from pathlib import Path

import pytest

from tests.app.kiosk.stand import PIN, example_text, write_stand
from tracker.app.kiosk.pin import matches
from tracker.app.kiosk.reading import look_at, read_config
from tracker.model.errors import SettingsError

ABOUT_TABLES = {
    "never on": "[screens]",
    "need a consent": "[identify]",
    "letters together": "[[identify.consents]]",
    "“robot” is on no page": '[[items]]\nid = "robot"',
}
"""Mistakes that no single key makes: their line is the table's."""


def test_the_example_can_be_used(tmp_path: Path) -> None:
    """With a PIN and its films beside it, the commented example is a stand."""
    config = read_config(write_stand(tmp_path))
    assert config.languages == ("en", "de", "fr")
    assert [item.item_id for item in config.items] == ["hall", "robot"]
    assert config.pages[0].items == ("hall", "robot")
    assert config.attract.location == str(tmp_path / "attract.mp4")
    assert config.identification.consents[0].is_required
    assert matches(PIN, config.exit.pin_hash)
    assert config.hours.is_open(3, 13 * 60)
    assert not config.hours.is_open(3, 12 * 60 + 30)
    assert not config.hours.is_open(6, 12 * 60)


def test_what_is_commented_out_in_the_example_is_what_holds_anyway(tmp_path: Path) -> None:
    """The example does not lie about the usual values."""
    usual = read_config(write_stand(tmp_path))
    keys = ("idle_s", "ask_s", "thanks_s", "retry_s", "volume", "attract_volume", "most", "colour",
            "corner", "taps", "history_days", "person_days", "frozen_s", "restarts",
            "memory_megabytes", "open_files", "rotation")  # fmt: skip
    text = example_text()
    for key in keys:
        assert f"\n# {key} = " in text
        text = text.replace(f"\n# {key} = ", f"\n{key} = ")
    assert read_config(write_stand(tmp_path, text)) == usual


def test_the_unset_pin_is_the_examples_only_mistake(tmp_path: Path) -> None:
    """Whoever copies the example and the films is asked for the PIN and nothing else."""
    path = write_stand(tmp_path, example_text().replace("pin_hash = ", 'pin_hash = "" # '))
    reading = look_at(path)
    assert reading.lacks_pin
    assert [mistake.text for mistake in reading.mistakes] == ["exit.pin_hash: must not be empty."]


@pytest.mark.parametrize(
    ("right", "wrong", "said", "cure"),
    [
        ('device = "Hall 5, left"', 'devise = "Hall 5"', "devise: is not known", "“device”"),
        ('device = "Hall 5, left"', "device = 5", "device: must be a text", "Name the stand"),
        ('["en", "de", "fr"]', '["en", "dk"]', "“dk” is not known", "en, de, fr"),
        ('file = "hall.mp4"', 'file = "hal.mp4"', "there is no file", "mend its name"),
        ('file = "hall.mp4"', 'file = "http://x.example/f"', "cannot be played", "https"),
        ('items = ["hall", "robot"]', 'items = ["hall"]', "“robot” is on no page", "Name it"),
        ('items = ["hall", "robot"]', 'items = ["hall", "robot", "x"]', "no film “x”", "robot"),
        ('id = "robot"', 'id = "hall"', "“hall” is taken", "of its own"),
        (', fr = "Le nouveau robot"', "", "is missing in: fr", "title = { en"),
        ("# idle_s = 45 ", "idle_s = 5 ", "times.idle_s: cannot be 5", "between 30 and 60"),
        ("# idle_s = 45 ", "idle_s = nan ", "cannot be nan", "between 30 and 60"),
        ("# idle_s = 45 ", "idle_s = true ", "must be a number", "without quotes"),
        ("# rotation = 0", "rotation = 45", "cannot be 45", "0, 90, 180 or 270"),
        ("# power_off =", "power_off =", "never on", "both"),
        ('monday = "09:00-18:00"', 'monday = "18:00-09:00"', "ends before", "on the next day"),
        ('monday = "09:00-18:00"', 'monday = "9-18"', "is no part of a day", "09:00-18:00"),
        ('friday = "09:00', 'fryday = "09:00', "fryday: is not known", "“friday”"),
        ("visit={session}", "visit=", "{session}", "https://example.com"),
        ('page = "https://', 'page = "http://', "must be an https", "https://"),
        ('required = true\ntext = { en = "', 'required = true\ntext = { en = "' + "long " * 140,
         "letters together", "where policy leads to"),
        ("[[identify.consents]]", "[[identify.other]]", "need a consent", "[[identify"),
        ("# badge_pattern = \"[A", "badge_pattern = \"[[A", "cannot be read", "regular"),
        ("# corner =", 'corner = "up" #', "cannot be “up”", "top-left"),
        ("pin_hash = \"scrypt", "pin_hash = \"1234", "scrypt makes of a PIN", "--check"),
        ("# colour =", 'colour = "teal" #', "is no colour", "#35c8ae"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line_and_the_cure(
    tmp_path: Path, right: str, wrong: str, said: str, cure: str
) -> None:
    """Whatever is wrong, the line that has to be changed is the line that is named."""
    text = example_text()
    before, _, after = text.partition(right)
    found = look_at(write_stand(tmp_path, before + wrong + after))
    assert found.config is None
    mistake = next(one for one in found.mistakes if said in one.text)
    assert cure in mistake.cure
    line = before.count("\n") + 1
    if said in ABOUT_TABLES:
        line = text.partition(ABOUT_TABLES[said])[0].count("\n") + 1
    assert mistake.line == line


def test_all_mistakes_are_told_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    """Nobody has to run the check once for each mistake."""
    text = example_text().replace("Hall 5, left", "").replace("# taps = 7", "taps = 99")
    text = text.replace('"robot.mp4"', '"gone.mp4"')
    found = look_at(write_stand(tmp_path, text)).mistakes
    lines = text.splitlines()
    assert [lines[one.line - 1].split(" ")[0] for one in found] == ["device", "file", "taps"]


@pytest.mark.parametrize(
    ("raw", "line"), [(b"a = 1\nb = = 2\n", 2), (b"a = 1\n\nb = \xff\n", 3), (b"a = [\n", 2)]
)
def test_what_is_no_toml_is_told_with_its_line(tmp_path: Path, raw: bytes, line: int) -> None:
    """A file that cannot even be read still gets a line."""
    path = tmp_path / "kiosk.toml"
    path.write_bytes(raw)
    (mistake,) = look_at(path).mistakes
    assert mistake.line == line


def test_films_that_come_with_the_content_may_not_have_come(tmp_path: Path) -> None:
    """The cure is another than for a file that somebody forgot to copy."""
    table = '[content]\nfolder = "content"\nsource = "{}"\npublic_key = "RW' + "A" * 54 + '"\n'
    path = write_stand(tmp_path, example_text() + table.format("/media/kiosk"))
    found = look_at(path)
    assert [one.text.split(":")[0] for one in found.mistakes] == ["attract.file"] + [
        "items.file"
    ] * 2
    assert all("no content has come yet" in one.cure for one in found.mistakes)
    assert found.content is not None
    mistaken = look_at(write_stand(tmp_path, example_text() + table.format("media")))
    assert mistaken.content is None, "nothing is fetched by a table with a mistake in it"
    assert any(one.text.startswith("content.source: “media”") for one in mistaken.mistakes)


def test_a_file_may_come_from_an_editor_of_windows(tmp_path: Path) -> None:
    """With its mark at the beginning, and its ends of lines; lines are counted as ever."""
    path = write_stand(tmp_path)
    plain = read_config(path)
    path.write_bytes(b"\xef\xbb\xbf" + example_text().replace("\n", "\r\n").encode())
    assert read_config(path) == plain
    path.write_bytes(b"\xef\xbb\xbfdevise = 1\r\nnews = 2\r\n")
    found = look_at(path).mistakes
    assert [one.line for one in found if "is not known here" in one.text] == [1, 2]


def test_starting_with_a_mistake_is_refused_with_place_and_cure(tmp_path: Path) -> None:
    """The stand itself names the first mistake and counts the others."""
    path = write_stand(tmp_path, example_text().replace("device", "devise"))
    with pytest.raises(SettingsError, match=r"kiosk\.toml:\d+: ") as caught:
        read_config(path)
    assert "1 more" in caught.value.hint
