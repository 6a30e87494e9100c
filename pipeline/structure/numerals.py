"""Numerals as treaties print them -> their values: digits of any script, Roman and Chinese numerals, letters that count."""

import regex

_ROMAN = regex.compile(r"^m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщэюя", "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ")
"""In the order in which lists count: Latin, Cyrillic, Arabic (abjad)."""
CHINESE = "一二三四五六七八九十百〇零"
_CHINESE_DIGITS = {numeral: at for at, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0}
_CHINESE_UNITS = {"十": 10, "百": 100}


def roman_value(text: str) -> int:
    """The value of a Roman numeral in any case, 0 when it is none."""
    lower = text.lower()
    if not lower or not _ROMAN.match(lower):
        return 0
    values = [_ROMAN_VALUES[char] for char in lower]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def letter_value(text: str) -> int:
    """Count a = 1 ... z = 26, aa = 27, bb = 28 as treaties count on, in any alphabet; 0 for other pairs."""
    lower = text.lower()
    if not lower or lower.strip(lower[0]):
        return 0
    alphabet = next((letters for letters in ALPHABETS if lower[0] in letters), "")
    return alphabet.index(lower[0]) + 1 + len(alphabet) * (len(lower) - 1) if alphabet else 0


def chinese_value(text: str) -> int:
    """The value of a Chinese numeral up to 999, 0 when it is none: 一 = 1, 二十三 = 23, 一〇五 = 105."""
    if not text or text.strip(CHINESE):
        return 0
    if not set(text) & _CHINESE_UNITS.keys():
        return int("".join(str(_CHINESE_DIGITS[each]) for each in text))
    total, digit = 0, 0
    for each in text:
        if each in _CHINESE_UNITS:
            total, digit = total + (digit or 1) * _CHINESE_UNITS[each], 0
        else:
            digit = _CHINESE_DIGITS[each]
    return total + digit


def number_value(text: str) -> int:
    """The value of digits, of a Roman or Chinese numeral, or of one letter; 0 when it is none of them."""
    if text.isdecimal():
        return int(text)
    return roman_value(text) or chinese_value(text) or (letter_value(text) if len(text) == 1 else 0)
