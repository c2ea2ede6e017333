"""The language of the window, by the system's wish.

Knows: where the translations lie, and how what lower floors say is said in them.
Must never know: what they say.
"""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from tracker.model.phrases import Phrase

TRANSLATIONS_DIR = Path(__file__).with_name("translations")


def install_translators(app: QCoreApplication, locale: QLocale | None = None) -> None:
    """Speak the first of the locale's languages that there is; else English.

    Qt's own words (of the file dialog) follow in the same language, where Qt has them.
    """
    ours = QTranslator(app)
    wanted = locale if locale is not None else QLocale.system()
    if not ours.load(wanted, "tracker", "_", str(TRANSLATIONS_DIR)):
        ours.load("tracker_en", str(TRANSLATIONS_DIR))
    qts = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if qts.load(QLocale(ours.language()), "qtbase", "_", folder):
        app.installTranslator(qts)
    app.installTranslator(ours)


def spoken(text: str) -> str:
    """Say a text in the language of the window, where it is one that can be translated."""
    if not isinstance(text, Phrase):
        return text
    template = QCoreApplication.translate(text.context, text.template)
    if text.values is None:
        return template
    values = {
        name: spoken(value) if isinstance(value, str) else value
        for name, value in text.values.items()
    }
    return template.format(**values)
