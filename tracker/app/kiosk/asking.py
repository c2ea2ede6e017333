"""How visitors may say who they are, and what they agree to, as the configuration says it.

Knows: that nobody is asked for an address without a consent.
Must never know: who agreed.
"""

import re
import warnings
from collections.abc import Sequence

from tracker.app.kiosk.config import ConsentChoice, Identification
from tracker.app.kiosk.table import Table

MOST_CONSENTS, MOST_CONSENT_CHARS = 4, 700
"""What a page with keys and a code has room for, in one language."""


def read_identification(table: Table, languages: Sequence[str]) -> Identification:
    """Read the table ``identify``."""
    usual = Identification()
    pattern = table.text("badge_pattern", usual.badge_pattern)
    try:
        with warnings.catch_warnings(action="error"):
            re.compile(pattern)
    except (re.error, FutureWarning) as error:
        table.wrong("badge_pattern", f"cannot be read: {error}.", "Write a regular expression.")
    page = table.text("page")
    if page and not (page.startswith("https://") and page.count("{session}") == 1):
        cure = 'Write page = "https://example.com/hello?visit={session}".'
        table.wrong("page", "must be an https address with {session} in it.", cure)
    read = Identification(
        email=table.flag("email", False),
        badge=table.flag("badge", False),
        badge_pattern=pattern,
        page=page,
        policy=table.text("policy"),
        consents=tuple(_consent(one, languages) for one in table.tables("consents")),
    )
    if (read.email or read.badge) and not read.consents:
        cure = "Add [[identify.consents]] with purpose, version and text."
        table.wrong("", "addresses and badges need a consent to be asked for.", cure)
    _refuse_more_than_fits(table, read.consents, languages)
    purposes = [consent.purpose for consent in read.consents]
    if len(set(purposes)) < len(purposes):
        table.wrong("consents", "two have one purpose.", "Ask for each purpose once.")
    table.finish()
    return read


def _refuse_more_than_fits(
    table: Table, consents: Sequence[ConsentChoice], languages: Sequence[str]
) -> None:
    """Refuse what would lie over the keys, or would have to be too small to be read."""
    if len(consents) > MOST_CONSENTS:
        cure = f"There is room for {MOST_CONSENTS}."
        table.wrong("consents", f"there are {len(consents)} on one page.", cure)
    for language in languages:
        chars = sum(len(one.text.get(language, "")) for one in consents)
        if chars > MOST_CONSENT_CHARS:
            said = f"the texts in “{language}” have {chars} letters together."
            cure = f"There is room for {MOST_CONSENT_CHARS}; say the rest where policy leads to."
            table.wrong("consents", said, cure)


def _consent(table: Table, languages: Sequence[str]) -> ConsentChoice:
    read = ConsentChoice(
        purpose=table.text("purpose", None, cure='Write purpose = "contact".'),
        version=table.text("version", None, cure='Write version = "2026-11".'),
        text=table.texts("text", languages, is_needed=True),
        is_required=table.flag("required", False),
    )
    table.finish()
    return read
