"""The one place that asks for the time."""

from datetime import UTC, datetime, timedelta

ahead = timedelta()
"""How far the clock is moved, for tests of what time brings to an end; `create_app` sets it."""


def to_milliseconds(moment: datetime) -> datetime:
    """Return the moment in UTC, cut to the milliseconds that are stored and shown."""
    moment = moment.astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def now() -> datetime:
    """Return the current moment in UTC, in milliseconds."""
    return to_milliseconds(datetime.now(UTC) + ahead)
