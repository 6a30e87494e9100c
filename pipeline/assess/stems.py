"""Words -> their stems: what is left without endings, doubled letters and number words."""

from functools import lru_cache

from pipeline.assess.amounts import number_words

_ENDINGS = (
    *("ications", "ication", "isations", "isation", "izations", "ization", "ations", "ation", "itions", "ition", "ments", "ment"),
    *("ions", "ion", "ings", "ing", "ied", "ies", "als", "al", "ed", "es", "ly", "s", "e", "y"),
)
_NUMBER = "#"
_LEAST = 3
"""Letters that a word keeps when its ending goes."""


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """The word, in lower case, without its ending; numbers as figures."""
    if word in number_words():
        return str(number_words()[word])
    bare = word.removesuffix("'s")
    ending = next((each for each in _ENDINGS if bare.endswith(each) and len(bare) - len(each) >= _LEAST), "")
    if ending:
        return stem(bare.removesuffix(ending))
    return bare[:-1] if len(bare) > _LEAST and bare[-1] == bare[-2] else bare


def root(word: str) -> str:
    """What the word tells of what a clause is about: its stem, all numbers being one, as which number it is tells nothing of that."""
    found = stem(word)
    return _NUMBER if found.isdigit() else found
