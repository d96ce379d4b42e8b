"""What time it is in a backend, as whoever runs it wants it to be."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass
class Clock:
    """The machine's time, so many seconds ahead."""

    faults: frozenset[str]
    ahead: int = 0

    def moment(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.ahead)

    def told(self, minutes: int = 0) -> str:
        """The moment, or so many minutes after it, as it stands in answers."""
        minutes = 10**9 if minutes and "codes never end" in self.faults else minutes
        text = (self.moment() + timedelta(minutes=minutes)).replace(tzinfo=None).isoformat(timespec="milliseconds")
        return f"{text}Z"
