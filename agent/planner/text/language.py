"""Tells a text in another language from English: by the small words that no text does without."""

import re

from tools.errors import BadInput

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = """
a an the of and or to in on for with by from is are be has have can may must each every it its that this they we not no
as at their which who when all one will should
"""
_OTHERS = """
der die das den dem des ein eine einen einem einer und oder mit von zu zum zur im auf für ist sind hat haben kann ich
werden wird nicht jede jeder jedes wir sie es mein meine

le la les un une des du de et ou avec pour par dans sur est sont a ont peut chaque je nous il elle qui que mon

el la los las un una unos de del y o con para por en es son tiene tienen puede cada yo nosotros que mi se

o os as um uma uns de do da dos das e ou com para por em é são tem têm pode cada eu nós que meu minha se

il lo la i gli le un una di del della e o con per in su è sono ha hanno può ogni io noi che mio mia si

de het een en of met van voor door in op is zijn heeft hebben kan elke elk ik wij zij die dat mijn niet te
"""
"""One language each: German, French, Spanish, Portuguese, Italian, Dutch."""
_FEWEST = 8
"""Words from which on it can be told."""
_SHARE = 0.2


def demand_english(text: str) -> None:
    """Raises BadInput (code `not-english`) for a text of eight words or more that is plainly in another language."""
    found = [word.lower() for word in _WORD.findall(text)]
    if len(found) < _FEWEST:
        return
    english = _share(found, _ENGLISH)
    other = max(_share(found, language) for language in _OTHERS.split("\n\n"))
    if other > 2 * english and other >= _SHARE:
        raise BadInput(
            "The text is not in English, which is all that is read without a model.",
            hint="Translate it, or send a Blueprint.",
            code="not-english",
        )


def _share(found: list[str], small: str) -> float:
    words = frozenset(small.split())
    return sum(word in words for word in found) / len(found)
