"""A destination for those who look at something else."""

from tracker.model.delivery import Delivered, OutboxRow


class Sink:
    """A destination that takes everything at once."""

    def path_for(self, row: OutboxRow) -> str:
        """Return a path."""
        return "/"

    def is_ready(self) -> bool:
        """Nothing is needed."""
        return True

    def prepare(self) -> None:
        """Nothing to get."""

    def build_body(self, row: OutboxRow) -> bytes:
        """Return a body."""
        return b"{}"

    def send(self, row: OutboxRow, body: bytes) -> Delivered:
        """Take it."""
        return Delivered(200)

    def close(self) -> None:
        """Nothing to let go of."""
