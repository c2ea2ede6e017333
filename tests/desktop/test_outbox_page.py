"""The outbox page, over a real queue: what waits and why, and every repair by hand."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from tests.desktop.page_tools import Role, check_fit, focus_order, labels_of, tree, unnamed
from tests.desktop.stage import Stage
from tests.storage.builders import ADA, quartile, queue_events
from tests.storage.test_repair import REFUSED, send
from tracker.app.delivery import DeliveryThread
from tracker.app.outbox_words import words_of
from tracker.app.repair import show_row
from tracker.app.settings import Settings
from tracker.desktop.office import Office
from tracker.desktop.outbox_page import OutboxPage
from tracker.desktop.session_model import LOOK
from tracker.desktop.session_view import SessionView
from tracker.hubspot.sandbox.server import Sandbox
from tracker.model.delivery import OutboxStats, SyncState, SyncStatus
from tracker.model.media import ANONYMOUS, Viewer
from tracker.storage.browse import OutboxBrowser
from tracker.storage.database import Database

WAIT_MS = 20_000
K = Qt.Key


def shown(stage: Stage, office: Office, qtbot: QtBot) -> OutboxPage:
    """Open the page by a click on the indicator, and wait until it shows the queue."""
    with qtbot.waitSignal(office.outbox.refreshed, timeout=WAIT_MS):
        stage.window.bar.sync.click()
    page = office.outbox
    rows = range(min(page.model.rowCount(), 5))
    qtbot.waitUntil(
        lambda: all(page.model.index(row).data(LOOK) is not None for row in rows), timeout=WAIT_MS
    )
    return page


def opened(page: OutboxPage, qtbot: QtBot, row: int = 0) -> SessionView:
    """Show a session whole, by the keyboard."""
    page.list.setCurrentIndex(page.model.index(row))
    page.list.setFocus()
    QTest.keyClick(page.list, K.Key_Return)
    qtbot.waitUntil(page.view.isVisible)
    return page.view


def words(view: SessionView) -> str:
    """Return all that a session's view says."""
    return "\n".join(label.text() for label in view.events.findChildren(QLabel))


def states(profile: Path) -> list[str]:
    """Return the states of the queue's rows."""
    browser = OutboxBrowser(profile)
    try:
        return [row.state.value for row in browser.list_rows()]
    finally:
        browser.close()


def says(page: OutboxPage, part: str) -> Callable[[], bool]:
    """Return whether the page says something of an act."""
    return lambda: part in page.said.text() and page.said.isVisible()


def test_the_indicator_opens_it_and_the_film_goes_on(
    stage: Stage, office: Office, profile: Path, qtbot: QtBot
) -> None:
    """A page of the one window, no dialog; who, what, how much, when and the state on each card."""
    queue_events(profile, "held", [quartile("held", 25)], viewer=ANONYMOUS)
    queue_events(profile, "waits", viewer=ADA)
    stage.play()
    page = shown(stage, office, qtbot)
    assert QApplication.activeModalWidget() is None
    assert stage.player.commands == []
    assert stage.window.transport.is_playing
    said = [page.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1)]
    assert said[0].startswith("Product tour, 100\N{NO-BREAK SPACE}%, contact 4711, ")
    assert said[0].endswith("It waits to be sent.")
    assert "25\N{NO-BREAK SPACE}%, nobody yet" in said[1]
    assert said[1].endswith("It is held until somebody says who watched.")
    stage.window.bar.sync.click()
    qtbot.waitUntil(stage.window.pages.isHidden)


def test_an_empty_outbox_says_so(stage: Stage, office: Office, qtbot: QtBot) -> None:
    """Not a blank."""
    page = shown(stage, office, qtbot)
    assert page.empty.isVisible()
    assert not page.list.isVisible()
    assert not page.send_button.isEnabled()
    assert not page.retry_button.isVisible()


def test_a_session_is_told_in_the_words_of_the_command_line(
    stage: Stage, office: Office, profile: Path, qtbot: QtBot
) -> None:
    """State, cause and cure of each row; rows of which the same is said stand together."""
    queue_events(profile, "s", viewer=ADA)
    send(profile, REFUSED)
    view = opened(shown(stage, office, qtbot), qtbot)
    for seq in (1, 2):
        row = show_row(profile, seq)
        assert row is not None
        told = words_of(row)
        for sentence in (told.state, told.cause, told.cure):
            assert words(view).count(sentence) == 1, sentence
    assert "Session s" in words(view)
    QTest.keyClick(view.back_button, K.Key_Space)
    assert office.outbox.list.isVisible()


def test_filters_show_what_needs_a_person_and_what_is_sent(
    stage: Stage, office: Office, profile: Path, qtbot: QtBot
) -> None:
    """By the keyboard, too."""
    queue_events(profile, "s", viewer=ADA)
    queue_events(profile, "refused", viewer=ADA)
    send(profile, REFUSED)
    page = shown(stage, office, qtbot)
    assert page.model.rowCount() == 2
    with qtbot.waitSignal(page.refreshed, timeout=WAIT_MS):
        QTest.keyClick(page.filter, K.Key_Down)
    assert [page.model.session(row).session_id for row in range(page.model.rowCount())] == ["s"]
    with qtbot.waitSignal(page.refreshed, timeout=WAIT_MS):
        QTest.keyClick(page.filter, K.Key_Down)
    assert page.model.rowCount() == 0


def test_naming_a_viewer_releases_a_session_and_is_sent_while_one_looks(
    stage: Stage, office: Office, profile: Path, qtbot: QtBot
) -> None:
    """The sender of this profile takes it at once, and the list empties by itself."""
    queue_events(profile, "held", viewer=ANONYMOUS)
    with Sandbox() as server:
        settings = Settings(hubspot_base_url=server.base_url)
        sender = DeliveryThread(
            profile,
            settings,
            lambda: server.token,
            on_status=stage.bridge.publish_sync_status,
        )
        sender.start()
        try:
            page = shown(stage, office, qtbot)
            view = opened(page, qtbot)
            assert not view.retry_button.isVisible()
            QTest.keyClicks(view.viewer, "101")
            QTest.keyClick(view.viewer, K.Key_Return)
            qtbot.waitUntil(says(page, "7 events released."), timeout=WAIT_MS)
            qtbot.waitUntil(lambda: "HubSpot took it" in words(view), timeout=WAIT_MS)
            view.back_button.click()
            qtbot.waitUntil(page.empty.isVisible, timeout=WAIT_MS)
        finally:
            sender.close(0.0)
        assert len(server.accepted) == 7
    assert states(profile) == ["delivered"] * 7


def test_a_viewer_that_cannot_be_is_refused_in_a_sentence(
    stage: Stage, office: Office, profile: Path, qtbot: QtBot
) -> None:
    """And nothing typed reaches the film."""
    queue_events(profile, "held", viewer=ANONYMOUS)
    stage.play()
    page = shown(stage, office, qtbot)
    view = opened(page, qtbot)
    QTest.keyClicks(view.viewer, "me@you@them m")
    view.name_button.click()
    qtbot.waitUntil(says(page, "That is not an email address."), timeout=WAIT_MS)
    assert states(profile) == ["held"] * 7
    assert stage.player.commands == []


def test_consent_is_asked_for_where_a_text_is_set_and_kept_with_the_session(
    stage: Stage, profile: Path, qtbot: QtBot
) -> None:
    """Word for word, as ``tracker identify --consent`` does."""
    queue_events(profile, "held", viewer=ANONYMOUS)
    settings = Settings(consent_text="I agree to be told of machines.", consent_version="3")
    office = Office(stage.window, stage.bridge, profile, settings)
    try:
        page = shown(stage, office, qtbot)
        view = opened(page, qtbot)
        QTest.mouseClick(view.agreed, Qt.MouseButton.LeftButton)
        assert view.agreed.isChecked()
        QTest.keyClicks(view.viewer, "ada@example.com")
        view.name_button.click()
        qtbot.waitUntil(says(page, "looked up when HubSpot answers"), timeout=WAIT_MS)
        qtbot.waitUntil(lambda: "ada@example.com is named" in words(view), timeout=WAIT_MS)
    finally:
        office.close()
    database = Database(profile)
    [(consent,)] = database.rows("SELECT consent FROM session")
    database.close()
    assert json.loads(consent)["text"] == "I agree to be told of machines."
    assert json.loads(consent)["version"] == "3"


def test_given_up_rows_are_sent_again_one_session_or_all(
    stage: Stage, office: Office, profile: Path, qtbot: QtBot
) -> None:
    """As ``tracker outbox retry`` does."""
    for session in ("a", "b"):
        queue_events(profile, session, [quartile(session, 0)], viewer=ADA)
    send(profile, REFUSED, REFUSED)
    page = shown(stage, office, qtbot)
    view = opened(page, qtbot)
    view.retry_button.click()
    qtbot.waitUntil(says(page, "1 event will be sent again."), timeout=WAIT_MS)
    assert sorted(states(profile)) == ["dead", "pending"]
    view.back_button.click()
    page.retry_button.click()
    qtbot.waitUntil(lambda: states(profile) == ["pending"] * 2, timeout=WAIT_MS)
    qtbot.waitUntil(page.retry_button.isHidden, timeout=WAIT_MS)


def test_deleting_asks_first_and_leaves_a_copy(
    stage: Stage, office: Office, profile: Path, qtbot: QtBot
) -> None:
    """Keeping is what the keyboard meets first; the copy's place is told."""
    queue_events(profile, "held", viewer=ANONYMOUS)
    page = shown(stage, office, qtbot)
    view = opened(page, qtbot)
    view.delete_button.click()
    assert view.keep_button.hasFocus()
    QTest.keyClick(view.keep_button, K.Key_Space)
    assert not view.sure_button.isVisible()
    assert states(profile) == ["held"] * 7
    view.delete_button.click()
    view.sure_button.click()
    qtbot.waitUntil(says(page, "7 events deleted. A copy is in "), timeout=WAIT_MS)
    assert states(profile) == []
    [copy] = (profile / "exports").iterdir()
    assert str(copy) in page.said.text()
    assert len(copy.read_text("utf-8").splitlines()) == 7
    qtbot.waitUntil(page.empty.isVisible, timeout=WAIT_MS)


@pytest.mark.parametrize(("name", "first"), [("all.csv", '"seq"'), ("all.jsonl", '{"seq"')])
def test_an_export_is_written_where_a_dialog_says_that_blocks_nothing(
    stage: Stage, office: Office, profile: Path, tmp_path: Path, qtbot: QtBot, name: str, first: str
) -> None:
    """A table or lines of JSON, by the file's name."""
    queue_events(profile, "s", viewer=ADA)
    page = shown(stage, office, qtbot)
    page.export_button.click()
    dialog = stage.window.findChild(QFileDialog, "export-queue")
    assert isinstance(dialog, QFileDialog)
    assert dialog.windowModality() is Qt.WindowModality.NonModal
    dialog.fileSelected.emit(str(tmp_path / name))
    dialog.close()
    qtbot.waitUntil(says(page, "7 events written to"), timeout=WAIT_MS)
    assert (tmp_path / name).read_text("utf-8").startswith(first)


def test_a_queue_that_cannot_be_read_is_a_sentence_on_the_page(
    stage: Stage, office: Office, profile: Path, qtbot: QtBot
) -> None:
    """No dialog, no traceback."""
    (profile / "queue.db").write_bytes(b"another program's file, and not a queue of ours" * 100)
    stage.window.bar.sync.click()
    qtbot.waitUntil(says(office.outbox, "queue"), timeout=WAIT_MS)


def test_news_of_the_sender_are_told_on_the_page(
    stage: Stage, office: Office, qtbot: QtBot
) -> None:
    """In the indicator's own words: one model, every surface."""
    page = shown(stage, office, qtbot)
    status = SyncStatus(SyncState.WAITING, OutboxStats(pending=2), "HubSpot is away.")
    with qtbot.waitSignal(page.refreshed, timeout=WAIT_MS):
        stage.bridge.publish_sync_status(status)
    sentences = [label.text() for label in page.findChildren(QLabel)]
    assert stage.window.bar.sync.sentence in sentences
    assert stage.window.bar.sync.sentence == "2 events wait to be sent. HubSpot is away."


def test_a_screen_reader_and_the_keyboard_reach_everything(
    stage: Stage, office: Office, profile: Path, qtbot: QtBot
) -> None:
    """Roles and names; Tab leads from the top to the bottom, and Esc back to the film."""
    queue_events(profile, "held", viewer=ANONYMOUS)
    page = shown(stage, office, qtbot)
    found = tree(page)
    for expected in (
        (Role.ComboBox, "Not sent"),
        (Role.List, "Sessions"),
        (Role.Button, "Export …"),
    ):
        assert expected in found
    assert labels_of(page.filter) == ["Show"]
    assert any(role is Role.ListItem and "nobody yet" in name for role, name in found)
    assert unnamed(stage.window.pages) == []
    order = focus_order(stage.window, stage.window.pages.close_button, 3)
    assert order == [stage.window.pages.close_button, page.filter, page.list, page.export_button]
    view = opened(page, qtbot)
    found = tree(view)
    assert (Role.EditableText, "Who watched: contact id, address or badge") in found
    assert {name for role, name in found if role is Role.Button} == {
        "Back to the list",
        "Assign",
        "Export …",
        "Delete …",
    }
    QTest.keyClick(view.viewer, K.Key_Escape)
    qtbot.waitUntil(stage.window.pages.isHidden)
    assert stage.window.hasFocus()


@pytest.mark.parametrize("mirrored", [False, True])
def test_it_fits_a_narrow_window(
    stage: Stage, office: Office, profile: Path, qtbot: QtBot, mirrored: bool
) -> None:
    """360 pixels wide, in both directions of reading; nothing is cut off or too small to hit."""
    queue_events(profile, "held-" + 30 * "x", viewer=Viewer(email=f"{'long.' * 12}@example.com"))
    stage.window.resize(360, 640)
    if mirrored:
        stage.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page = shown(stage, office, qtbot)
    check_fit(page, qtbot)
    view = opened(page, qtbot)
    view.delete_button.click()
    check_fit(page, qtbot)
