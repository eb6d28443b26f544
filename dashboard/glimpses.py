"""The beginning of a sentence, short enough to stand in a list: a character of Chinese counts as two."""

import re
from unicodedata import east_asian_width

# Some two lines of a column of the Timeline.
ROOM = 84
# So many characters of a word that would be cut are given up for whole words.
LONGEST_WORD = 14
WIDE = frozenset("WF")
# What no cut sentence ends on: least of all on a number, whose 亿 or "billion" may have been cut off.
LOOSE = " ,;:.，；：、。（(“\"'—–-"
NUMBER = re.compile(r"[A-Za-z¥$]*\d[\d.,]*[十百千万萬亿億]*$")


def cut_sentence(sentence: str, room: int = ROOM) -> str:
    """The sentence on one line, whole if it fits, else cut at a word with "…" behind it."""
    line = " ".join(sentence.split())
    fitting = count_fitting(line, room)
    if fitting == len(line):
        return line
    space = line.rfind(" ", 0, fitting + 1)
    end = space if space > 0 and fitting - space <= LONGEST_WORD else fitting
    return f"{NUMBER.sub('', line[:end].rstrip(LOOSE)).rstrip(LOOSE)}…"


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
