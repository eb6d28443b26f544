"""The beginning of a sentence, short enough to stand in a list: a character of Chinese counts as two."""

import re
from unicodedata import east_asian_width

# Some two lines of a column of the Timeline.
ROOM = 84
# So many characters of a word that would be cut are given up for whole words.
LONGEST_WORD = 14
# No number is so much longer than what fits.
BEYOND = 60
WIDE = frozenset("WF")
# What no cut sentence ends on.
LOOSE = " ,;:.，；：、。（(“\"'—–-"

SCALE = r"(?:hundred|thousand|million|billion|trillion|percent|bn|tn|m)\b"
SMALL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|an?)"
LARGE = r"(?:(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)"
IN_WORDS = rf"\b(?:(?:{SMALL}|{LARGE})\b(?:[\s-]+(?:and\s+)?(?:{SMALL}|{LARGE}|{SCALE}\b|of\s+a)\b)+)"
IN_DIGITS = rf"\d[\d.,]*(?:[十百千万萬亿億多余餘]+|\s*%|[\s-]+{SCALE}(?:\s+{SCALE})*)?"
HAN = "零〇一二三四五六七八九十百千万萬亿億两兩几幾半"
IN_HAN = rf"(?:百分之)?[{HAN}]+(?:[点點][{HAN}]+)?[多余餘]?[{HAN}]*"
MONEY = r"(?:(?:US|HK)?[¥$]|RMB|CNY|USD|HKD)\s*"
NUMBER = rf"(?:{MONEY})?(?:{IN_DIGITS}|{IN_WORDS}|{IN_HAN})"
# A number with its money and its scale, or two of them with what joins them: a part of it would be another number.
WHOLE = re.compile(rf"{NUMBER}(?:\s*(?:to|or|and|至|到|[-–—~～])\s*{NUMBER})?")


def cut_sentence(sentence: str, room: int = ROOM) -> str:
    """The sentence on one line, whole if it fits, else cut at a word with "…" behind it, and in no number."""
    line = " ".join(sentence.split())
    fitting = count_fitting(line, room)
    if fitting == len(line):
        return line
    space = line.rfind(" ", 0, fitting + 1)
    end = space if space > 0 and fitting - space <= LONGEST_WORD else fitting
    return f"{line[: leave_number(line, end)].rstrip(LOOSE)}…"


def leave_number(line: str, end: int) -> int:
    """Where to cut, if at `end` a number would be cut: before it."""
    spans = (found.span() for found in WHOLE.finditer(line[: end + BEYOND]))
    return next((start for start, stop in spans if start < end < stop), end)


def count_fitting(line: str, room: int) -> int:
    """How many of the characters fit into `room` columns."""
    for number, character in enumerate(line):
        room -= count_columns(character)
        if room < 0:
            return number
    return len(line)


def count_columns(words: str) -> int:
    """How wide the words are."""
    return sum(2 if east_asian_width(character) in WIDE else 1 for character in words)
