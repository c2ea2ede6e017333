"""A session of the queue in words, in the language of the window.

Knows: how who, what, how much and how long ago are said.
Must never know: what can be done about it, or widgets.
"""

import time

from PySide6.QtCore import QCoreApplication, QObject

from tracker.app.outbox_sessions import SessionLook
from tracker.app.outbox_words import words_of
from tracker.desktop.language import spoken
from tracker.model.delivery import RowView
from tracker.model.repair import RowDetails
from tracker.qt.names import printable

_MINUTE_MS, _HOUR_MS, _DAY_MS = 60_000, 3_600_000, 86_400_000


def name_of(look: SessionLook) -> str:
    """Say what was watched."""
    return printable(look.name or QCoreApplication.translate("Sessions", "Erased"))


def who_of(row: RowDetails) -> str:
    """Say who watched, as far as it is known."""
    translate = QCoreApplication.translate
    if row.view.contact_id is not None:
        return translate("Sessions", "contact {id}").format(id=row.view.contact_id)
    if row.email:
        return printable(row.email)
    if row.badge:
        return translate("Sessions", "badge {badge}").format(badge=printable(row.badge))
    return translate("Sessions", "nobody yet")


def share_of(look: SessionLook) -> str:
    """Say how much was watched; "" where that is not told."""
    return "" if look.watched_percent is None else percent_of(look.watched_percent)


def percent_of(percent: int) -> str:
    """Say a share; the number and its sign stay on one line."""
    return f"{percent}\N{NO-BREAK SPACE}%"


def state_of(look: SessionLook) -> str:
    """Say how the session stands, by its most urgent row."""
    return spoken(words_of(look.urgent).state)


class Ages(QObject):
    """How long ago something was. A QObject, since only such a one has plurals translated."""

    def said(self, passed_ms: int) -> str:
        """Say a time that has passed, roughly."""
        minutes, hours, days = (passed_ms // unit for unit in (_MINUTE_MS, _HOUR_MS, _DAY_MS))
        if minutes < 1:
            return self.tr("just now")
        if hours < 1:
            return self.tr("%n minute(s) ago", "", minutes)
        if days < 1:
            return self.tr("%n hour(s) ago", "", hours)
        return self.tr("%n day(s) ago", "", days)


def age_of(wall_ms: int) -> str:
    """Say how long ago a moment was, roughly."""
    return Ages().said(time.time_ns() // 1_000_000 - wall_ms)


def said_of(look: SessionLook) -> str:
    """Say all that a card shows, for a screen reader."""
    parts = (name_of(look), share_of(look), who_of(look.urgent), age_of(look.began_ms))
    return f"{', '.join(part for part in parts if part)}. {state_of(look)}"


def event_of(view: RowView) -> str:
    """Say what an event tells."""
    translate = QCoreApplication.translate
    if view.percent is not None:
        return percent_of(view.percent)
    if view.kind == "attention-span":
        return translate("Sessions", "Attention map")
    return translate("Sessions", "Played")
