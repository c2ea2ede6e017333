"""The languages: every text is translated, and what is shipped is what was translated."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

import tracker
from tests.desktop.stage import Stage
from tracker.credentials.states import not_logged_in
from tracker.desktop.language import TRANSLATIONS_DIR, install_translators, spoken
from tracker.desktop.office import Office
from tracker.desktop.status import SyncIndicator
from tracker.hubspot.sentences import known_again
from tracker.model.delivery import OutboxStats, SyncState, SyncStatus
from tracker.model.errors import PlaybackError
from tracker.model.phrases import Phrase, phrase
from tracker.playback.location import resolve
from tracker.storage.failures import disk_full

LANGUAGES = ("de", "fr")
PACKAGE_DIR = Path(tracker.__file__).parent
SOURCES = sorted(path for path in PACKAGE_DIR.rglob("*.py") if "sandbox" not in path.parts)
BIN_DIR = Path(sys.executable).parent


def catalogue(path: Path) -> dict[tuple[str, str], list[str]]:
    """Read a .ts file: (context, source) to its translations, one for each plural form."""
    read = {}
    for context in ElementTree.parse(path).iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")]
            texts = forms or [translation.text or ""]
            if translation.get("type") == "unfinished":
                texts = [""]
            key = (context.findtext("name", ""), message.findtext("source", ""))
            read[key] = texts
    return read


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_source_is_translated(language: str, tmp_path: Path) -> None:
    """Run ``packaging/translate`` when this fails, and fill in what it says is unfinished."""
    fresh = tmp_path / "fresh.ts"
    lupdate = [str(BIN_DIR / "pyside6-lupdate"), "-tr-function-alias", "translate+=phrase"]
    command = [*lupdate, *map(str, SOURCES), "-ts", str(fresh)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    shipped = catalogue(TRANSLATIONS_DIR / f"tracker_{language}.ts")
    assert set(shipped) == set(catalogue(fresh))
    assert [key for key, texts in shipped.items() if not all(texts)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_places_for_values(language: str) -> None:
    """A lost ``{duration}`` or ``%n`` would fail, or lie, in one language only."""
    places = re.compile(r"\{\w+\}|%n")
    for (_, source), texts in catalogue(TRANSLATIONS_DIR / f"tracker_{language}.ts").items():
        for text in texts:
            assert sorted(places.findall(text)) == sorted(places.findall(source)), source


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_the_compiled_file_is_that_of_the_source(language: str, tmp_path: Path) -> None:
    """Run ``packaging/translate`` when this fails."""
    source = shutil.copy(TRANSLATIONS_DIR / f"tracker_{language}.ts", tmp_path)
    compiled = tmp_path / "compiled.qm"
    command = [str(BIN_DIR / "pyside6-lrelease"), str(source), "-qm", str(compiled)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    assert compiled.read_bytes() == (TRANSLATIONS_DIR / f"tracker_{language}.qm").read_bytes()


@pytest.mark.parametrize(
    ("locale", "one", "many"),
    [
        ("de_AT", "1 Ereignis wartet auf das Senden.", "3 Ereignisse warten auf das Senden."),
        ("fr", "1 événement attend d’être envoyé.", "3 événements attendent d’être envoyés."),
        ("en_GB", "1 event waits to be sent.", "3 events wait to be sent."),
        ("pl", "1 event waits to be sent.", "3 events wait to be sent."),
    ],
)
def test_the_window_speaks_the_systems_language(
    qtbot: QtBot, qapp: QCoreApplication, locale: str, one: str, many: str
) -> None:
    """In German and French; in English, plurals included, where there is no translation."""
    install_translators(qapp, QLocale(locale))
    try:
        indicator = SyncIndicator()
        qtbot.addWidget(indicator)
        for pending, sentence in ((1, one), (3, many)):
            indicator.show_status(SyncStatus(SyncState.WAITING, OutboxStats(pending=pending)))
            assert indicator.sentence == sentence
    finally:
        for translator in qapp.findChildren(QTranslator):
            qapp.removeTranslator(translator)
            translator.deleteLater()


def test_what_lower_floors_say_is_spoken_in_the_windows_language(qapp: QCoreApplication) -> None:
    """A sentence of the command line, with a phrase in it, and one that nobody can translate."""
    told = phrase("OutboxWords", "HubSpot has no contact for {who}.").format(
        who=phrase("OutboxWords", "badge {badge}").format(badge="{7}")
    )
    assert spoken(told) == told == "HubSpot has no contact for badge {7}."
    install_translators(qapp, QLocale("de"))
    try:
        assert spoken(told) == "HubSpot kennt keinen Kontakt für Ausweis {7}."
        assert spoken("HTTP 400") == "HTTP 400"
    finally:
        for translator in qapp.findChildren(QTranslator):
            qapp.removeTranslator(translator)
            translator.deleteLater()


def test_what_holds_sending_back_is_said_in_the_windows_language(
    qtbot: QtBot, qapp: QCoreApplication
) -> None:
    """Sentence and cure of an error, and a sentence that the queue keeps in plain English."""
    install_translators(qapp, QLocale("de"))
    try:
        indicator = SyncIndicator()
        qtbot.addWidget(indicator)
        stats = OutboxStats(pending=1)
        indicator.show_status(SyncStatus(SyncState.WAITING, stats, not_logged_in().whole))
        assert indicator.sentence == (
            "1 Ereignis wartet auf das Senden. Mit diesem Profil ist kein HubSpot-Konto verbunden. "
            "Verbinden Sie eines mit `tracker login`."
        )
        kept = known_again("HubSpot did not answer in time; the event may have arrived")
        assert spoken(kept) == (
            "HubSpot hat nicht rechtzeitig geantwortet; das Ereignis kann angekommen sein"
        )
    finally:
        for translator in qapp.findChildren(QTranslator):
            qapp.removeTranslator(translator)
            translator.deleteLater()


def test_what_is_wrong_with_a_film_is_said_in_the_windows_language(
    stage: Stage, qapp: QCoreApplication
) -> None:
    """By the card, and by a notice that came from another thread; the error itself is English."""
    install_translators(qapp, QLocale("de"))
    try:
        with pytest.raises(PlaybackError) as missing:
            resolve("/nowhere/film.mp4")
        assert str(missing.value) == "There is no file /nowhere/film.mp4."
        stage.window.open(["/nowhere/film.mp4"])
        stage.window.transport.tell_failed(1, missing.value)
        assert stage.window.card.sentence == "Die Datei /nowhere/film.mp4 gibt es nicht."
        assert stage.window.card.hint.startswith("Prüfen Sie die Schreibweise")
        stage.bridge.publish_noticed(disk_full(Path("/profile")).whole)
        QCoreApplication.processEvents()
        assert stage.window.notice.text == (
            "Die Platte von /profile ist voll. Schaffen Sie Platz; nichts aus der Warteschlange "
            "ist verloren."
        )
    finally:
        for translator in qapp.findChildren(QTranslator):
            qapp.removeTranslator(translator)
            translator.deleteLater()


def test_a_machine_without_a_keyring_is_told_so_in_the_windows_language(
    stage: Stage, office: Office, qtbot: QtBot, qapp: QCoreApplication
) -> None:
    """On the settings page and on the doctor page, sentence and cure; nothing there is English."""
    install_translators(qapp, QLocale("de"))
    sentence = "Dieser Rechner hat keinen Schlüsselbund, in dem das HubSpot-Token liegen könnte."

    def words(page: QWidget) -> str:
        said = "\n".join(label.text() for label in page.findChildren(QLabel))
        return said.replace("\N{ZERO WIDTH SPACE}", "")

    QTest.keyClick(stage.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: sentence in words(office.settings), timeout=60_000)
    assert "Installieren und starten Sie gnome-keyring oder KWallet" in words(office.settings)
    QTest.keyClick(stage.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(office.doctor.copy_button.isEnabled, timeout=60_000)
    assert f"{sentence} (fehlt)" in words(office.doctor)
    assert "Schlüsselbund · " in words(office.doctor)
    for finding in office.doctor.findings:
        assert isinstance(finding.text, Phrase) or finding.check == "libvlc"
        assert finding.cure is None or isinstance(finding.cure, Phrase)
