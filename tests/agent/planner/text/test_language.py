"""Texts in another language are told so."""

import pytest

from agent.planner.text.language import demand_english
from tools.errors import BadInput


@pytest.mark.parametrize(
    "text",
    [
        "Ich wünsche mir eine Schnittstelle für meinen Verein: Mitglieder haben einen Namen und eine Anschrift.",
        "Nous voulons gérer les livres et les auteurs de notre bibliothèque, chaque livre a un titre.",
        "Quiero un servicio para los libros de la biblioteca, cada libro tiene un título y un autor.",
    ],
)
def test_it_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        demand_english(text)
    assert refused.value.code == "not-english"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Books (title, isbn), authors (name)",
        "Die Müllers keep wine: a wine has a name, a vintage and a region, bottles of it lie on a shelf.",
        "users products orders carts payments refunds coupons reviews addresses shipments",
    ],
)
def test_english_is_read(text: str) -> None:
    demand_english(text)
