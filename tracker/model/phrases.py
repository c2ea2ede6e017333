"""Sentences that every door says alike, and that a window can say in another language.

Knows: that a sentence is a template with values in it, and that its English is the sentence.
Must never know: any other language, or who speaks it.
"""

from typing import Self


class Phrase(str):
    """A sentence in English that remembers how it was made.

    ``context`` and ``template`` are what a translation is found by, ``values`` what stands in the
    template's places; a value may be a phrase itself. To everybody else it is a plain text.
    """

    context: str
    template: str
    values: dict[str, object] | None

    def __new__(cls, context: str, template: str, values: dict[str, object] | None = None) -> Self:
        """Say a template with its values; None leaves its places as they stand."""
        made = super().__new__(cls, template if values is None else template.format(**values))
        made.context, made.template, made.values = context, template, values
        return made

    def format(self, *_: object, **values: object) -> "Phrase":
        """Return the sentence with these values in its places."""
        return Phrase(self.context, self.template, values)

    def __str__(self) -> str:
        """Return the phrase itself, so that an error's words can still be translated."""
        return self

    def __reduce__(self) -> tuple[type["Phrase"], tuple[str, str, dict[str, object] | None]]:
        """Let it be copied with what it remembers."""
        return Phrase, (self.context, self.template, self.values)


def phrase(context: str, template: str) -> Phrase:
    """Return a sentence, or the template of one.

    Both arguments are written out in the source, where the translators' tool finds them.
    """
    return Phrase(context, template)


def to_data(text: str) -> object:
    """Return a text in a form that JSON keeps, for another process; see ``from_data``."""
    if not isinstance(text, Phrase):
        return text
    values = text.values and {
        name: to_data(value if isinstance(value, str) else str(value))
        for name, value in text.values.items()
    }
    return {"context": text.context, "template": text.template, "values": values}


def from_data(data: object) -> str:
    """Return the text that ``to_data`` was given. Raise ValueError, LookupError for other data."""
    match data:
        case str():
            return data
        case {"context": str(context), "template": str(template), "values": None | {} as values}:
            read = values and {name: from_data(value) for name, value in values.items()}
            return Phrase(context, template, read)
        case _:
            raise ValueError("neither a text nor a phrase")
