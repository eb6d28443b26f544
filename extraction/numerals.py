"""Reads a numeral, in digits or in words, English or Chinese, as a number."""

from decimal import Decimal

_UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_TEENS = [
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

ENGLISH_WORDS = (
    {word: Decimal(number) for number, word in enumerate([*_UNITS, *_TEENS])}
    | {word: Decimal(number) for number, word in zip(range(20, 100, 10), _TENS, strict=True)}
    | {"a": Decimal(1), "an": Decimal(1), "half": Decimal("0.5"), "quarter": Decimal("0.25")}
)
ENGLISH_SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(10**3),
    "million": Decimal(10**6),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
    "k": Decimal(10**3),
    "m": Decimal(10**6),
    "mn": Decimal(10**6),
    "mln": Decimal(10**6),
    "b": Decimal(10**9),
    "bn": Decimal(10**9),
    "bln": Decimal(10**9),
    "tn": Decimal(10**12),
    # Pinyin for 万 and 亿, which machine translation leaves standing.
    "wan": Decimal(10**4),
    "yi": Decimal(10**8),
}
CHINESE_DIGITS = {char: Decimal(number) for number, char in enumerate("零一二三四五六七八九")} | {
    "〇": Decimal(0),
    "两": Decimal(2),
}
CHINESE_SCALES = {
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "亿": Decimal(10**8),
}


def read_digits(numeral: str) -> Decimal:
    """The value of "1,000.5" or "30"."""
    return Decimal(numeral.replace(",", ""))


def read_chinese_scale(scale: str) -> Decimal:
    """The product of a Chinese scale: "千万" is 10^7, "万亿" 10^12, the empty scale 1."""
    product = Decimal(1)
    for char in scale:
        product *= CHINESE_SCALES[char]
    return product


def read_chinese(numeral: str) -> Decimal:
    """The value of a numeral in characters: "三十亿" is 3 * 10^9, "两千万" 2 * 10^7, "百万" 10^6."""
    total = section = Decimal(0)
    digit: Decimal | None = None
    for char in numeral:
        if char in CHINESE_DIGITS:
            digit = CHINESE_DIGITS[char]
            continue
        scale = CHINESE_SCALES[char]
        if scale < CHINESE_SCALES["万"]:
            section += (Decimal(1) if digit is None else digit) * scale
        else:
            section += digit or 0
            if scale == CHINESE_SCALES["万"]:
                total += (section or 1) * scale
            else:
                total = ((total + section) or 1) * scale
            section = Decimal(0)
        digit = None
    return total + section + (digit or 0)


def read_english(words: str, scale: str) -> Decimal:
    """The value of number words with their scale: ("half a", "billion") is 5 * 10^8, ("", "hundred") is 100."""
    # "a three-billion-yuan treat": before a number the article counts nothing.
    words = words.removeprefix("a ").removeprefix("an ") or words
    named = [ENGLISH_WORDS[word] for word in words.replace("-", " ").split() if word in ENGLISH_WORDS]
    # "half a billion": the article after a fraction adds nothing.
    total = named[0] if named and named[0] < 1 else sum(named, Decimal(0)) or Decimal(1)
    for word in scale.split():
        total *= ENGLISH_SCALES[word]
    return total
