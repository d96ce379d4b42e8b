"""Spans of time in UTC, by which answers are grouped; the standard library alone."""

from datetime import UTC, date, datetime, timedelta


def bucket(moment: str, unit: str) -> str:
    """The first day of the span that a date or moment (as an answer tells it) lies in, of an hour its first moment.

    `unit` is hour, day, week (from Monday), month, quarter or year.
    """
    if unit == "hour":
        return f"{moment[:13]}:00:00.000Z"
    day = date.fromisoformat(moment[:10])
    if unit == "week":
        # To Monday, which the first day of the year 1 is.
        day -= timedelta(days=day.weekday())
    elif unit == "month":
        day = day.replace(day=1)
    elif unit == "quarter":
        day = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    elif unit == "year":
        day = day.replace(month=1, day=1)
    return day.isoformat()


def formatted(moment: str, format: str) -> str | int:
    """A moment on the wire as a view shows it: its day (`date`), or `unix` seconds or `unix_ms` since 1970."""
    if format == "date":
        return moment[:10]
    since = datetime.fromisoformat(moment.replace("Z", "+00:00")) - datetime(1970, 1, 1, tzinfo=UTC)
    return since // timedelta(seconds=1) if format == "unix" else since // timedelta(milliseconds=1)
