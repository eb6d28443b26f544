"""Reads what the words around a figure say of it: at least, at most, about, or just so."""

from extraction.records import Bound
from extraction.windows import compile_window

# Each pattern is tried on the text that ends where the figure begins; the first that fits wins.
_BEFORE: tuple[tuple[Bound, str], ...] = (
    (
        "at_most",
        (
            r"up to|as (?:much|high|many) as|at most|no more than|not more than|a maximum of|maximum|less than|fewer than"
            r"|under|below|a high of up to|capped at|最高(?:可[达得拿]?|为|是|达)?|不超过|至多|最多(?:可[达得拿]?)?|上限为?|可达|不足|不到"
            r"|低于|少于|未满"
            r"|(?:不会|不能|不得|没|没有|未|未能|从未|未曾|绝不|无一|不)(?:再)?(?:超过?|高于|多于|大于|突破|破)了?"
            r"|(?:\bno (?:single |one )?[a-z]+(?: [a-z]+)?(?: (?:of|from|in) [a-z]+)?|nobody|no one|none|\bnever|cannot|n't|\bnot)"
            r"(?: (?:ever|can|could|may|will|would|be|is|are|was|hold|contain|carry|get|win|receive|bring|pay|hand|give|take|draw|go|come|rise"
            r"|have|has|had|holds|contains|carries|gets|wins|brings|pays|gives|goes|worth|out|home|to)){0,5}"
            r" (?:more than|over|above|beyond|past|pass|top|exceed(?:s|ed)?|surpass(?:es|ed)?)"
        ),
    ),
    (
        "at_least",
        (
            r"more than|over|above|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|at least|upwards of|topp(?:ed|ing)|past|passed|passing"
            r"|north of|beyond|cross(?:ed|ing)|no (?:less|fewer) than|in excess of|hit over|远?超过?(?:了)?|突破(?:了)?|冲破(?:了)?|跨过(?:了)?|逾|破了?"
            r"|br(?:eak|eaks|eaking|oke|oken)(?: through)?|breach(?:ed|es|ing)?"
            r"|[^不通经]过了?|^过了?|至少|不低于|不少于|多于|高于|大于"
        ),
    ),
    (
        "approx",
        (
            r"about|around|roughly|nearly|almost|close to|approximately|approx\.?|some|near|an estimated|estimated|approaching|as good as"
            r"|getting on for|~|circa|大约|大概|约为?|将?近|接近|差不多|估计|合计约"
        ),
    ),
)
_AFTER: tuple[tuple[Bound, str], ...] = (
    (
        "at_least",
        (
            r"\s?\+|\s?plus\b| or more\b| and (?:more|counting)\b|\s?多[元人次单个份张杯万亿家名户]|\s?余[元人次单个份张杯家名户]|[^。，,;]{0,3}以上"
        ),
    ),
    ("approx", r"[^。，,;]{0,3}(?:左右|上下)| or so\b"),
    ("at_most", r"[^。，,;]{0,3}(?:以下|以内)| or less\b"),
)
_BEFORE_RULES = tuple((bound, compile_window(rf"(?:{words})(?: the| a| an)?\s*$")) for bound, words in _BEFORE)
_AFTER_RULES = tuple((bound, compile_window(rf"^(?:{words})")) for bound, words in _AFTER)
# "no single packet can hold more than" is as long a phrase as is looked for.
_LOOK_BACK = 64
_LOOK_AHEAD = 12


def read_bound(folded: str, start: int, end: int) -> Bound:
    """The bound of the figure at `folded[start:end]`, from the words right before it, else right after it."""
    before = folded[max(0, start - _LOOK_BACK) : start]
    for bound, pattern in _BEFORE_RULES:
        if pattern.search(before):
            return bound
    after = folded[end : end + _LOOK_AHEAD]
    for bound, pattern in _AFTER_RULES:
        if pattern.search(after):
            return bound
    return "exact"
