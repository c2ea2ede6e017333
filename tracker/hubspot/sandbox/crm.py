"""The stand-in's contacts: read by id, address or another unique property, and created.

Knows: who was seeded, and HubSpot's answers to a read and a create.
Must never know: HTTP, tokens, or events.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from tracker.hubspot.api import MAX_INT64
from tracker.hubspot.sandbox import replies
from tracker.model.errors import SettingsError

FIRST_OWN_ID = 9_000_001
"""Contacts that are created get ids from here on."""

MOST_CONTACTS = 100_000


class Contacts:
    """Contacts by their properties; used on the server's thread once it runs."""

    def __init__(self, seeds: Iterable[str] = ()) -> None:
        """Seed contacts written ``EMAIL=ID`` or ``PROPERTY:VALUE=ID``. Raise SettingsError."""
        self._properties: dict[int, dict[str, str]] = {}
        self._next_id = FIRST_OWN_ID
        for seed in seeds:
            what, _, number = seed.rpartition("=")
            name, colon, value = what.partition(":")
            if not colon:
                name, value = "email", what
            if not name or not value or not number.isascii() or not number.isdecimal():
                raise _bad(seed)
            if not 0 < int(number) <= MAX_INT64:
                raise _bad(seed)
            self._properties.setdefault(int(number), {})[name] = value

    def label(self, contact_id: int) -> str:
        """Return what a person calls the contact."""
        return self._properties.get(contact_id, {}).get("email", f"contact {contact_id}")

    def read(self, key: str, id_property: str) -> tuple[int, dict[str, Any]]:
        """Return status and body of a read."""
        for contact_id, properties in self._properties.items():
            if id_property == "hs_object_id":
                is_it = key == str(contact_id)
            else:
                # HubSpot keeps addresses in lower case, and so compares them.
                is_it = properties.get(id_property, "\0").lower() == key.lower()
            if is_it:
                return 200, _body(contact_id, properties)
        return 404, replies.error_body("OBJECT_NOT_FOUND", "resource not found")

    def create(self, fields: dict[str, Any] | None) -> tuple[int, dict[str, Any]]:
        """Return status and body of a create."""
        given = (fields or {}).get("properties")
        if not isinstance(given, dict) or not all(isinstance(v, str) for v in given.values()):
            return 400, replies.error_body("VALIDATION_ERROR", "properties is no map of texts")
        email = given.get("email", "")
        for contact_id, properties in self._properties.items():
            if email and properties.get("email", "").lower() == email.lower():
                message = f"Contact already exists. Existing ID: {contact_id}"
                return 409, replies.error_body("CONFLICT", message)
        if len(self._properties) >= MOST_CONTACTS:
            return 400, replies.error_body("VALIDATION_ERROR", "there are too many contacts")
        while self._next_id in self._properties:
            self._next_id += 1
        self._properties[self._next_id] = dict(given)
        return 201, _body(self._next_id, given)


def _body(contact_id: int, properties: dict[str, str]) -> dict[str, Any]:
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {
        "id": str(contact_id),
        "properties": {**properties, "hs_object_id": str(contact_id)},
        "createdAt": now,
        "updatedAt": now,
        "archived": False,
    }


def _bad(seed: str) -> SettingsError:
    return SettingsError(
        f"The contact {seed[:60]!r} cannot be seeded.",
        hint="Write --contact ada@example.com=101, or --contact badge:H5-42=102.",
    )
