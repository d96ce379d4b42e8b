"""Plausible texts by the name of what they are for."""

_PHRASES = {
    "address": "12 Harbour Street",
    "bio": "Writes about rivers and the people who live on them.",
    "body": "The first boat leaves at seven, the last one returns at nine.",
    "brand": "Northwind",
    "category": "Travel",
    "city": "Lisbon",
    "code": "A-100",
    "color": "blue",
    "comment": "Arrived in good order.",
    "company": "Northwind Trading",
    "content": "The first boat leaves at seven, the last one returns at nine.",
    "country": "Portugal",
    "currency": "EUR",
    "description": "A quiet guide to the rivers of the north.",
    "label": "Favourite",
    "language": "en",
    "name": "North Star",
    "first_name": "Ada",
    "last_name": "Moreau",
    "full_name": "Ada Moreau",
    "display_name": "Ada",
    "note": "Please ring twice.",
    "notes": "Please ring twice.",
    "password": "correct-horse-battery-staple",
    "phone": "+351 21 555 0100",
    "postcode": "1100-148",
    "q": "river",
    "reason": "Ordered twice.",
    "remark": "Handle with care.",
    "sku": "SKU-1001",
    "slug": "quiet-rivers",
    "street": "12 Harbour Street",
    "subject": "Opening hours",
    "summary": "A quiet guide to the rivers of the north.",
    "tag": "travel",
    "text": "Arrived in good order.",
    "title": "Quiet Rivers",
    "topic": "Travel",
    "username": "ada.moreau",
    "zip": "1100-148",
}  # fmt: skip


def phrase(name: str) -> str:
    """A text for a snake_case name: its own, that of its last word, or the name itself."""
    last = name.rsplit("_", 1)[-1]
    return _PHRASES.get(name) or _PHRASES.get(last) or name.replace("_", " ").capitalize()


def slug(name: str) -> str:
    """Lower-case words with hyphens; fits into an address."""
    kept = "".join(char if char.isascii() and char.isalnum() else "-" for char in name.lower()).strip("-")
    return kept or "value"
