"""Colours of the apps on a dark page, and of text in them on paper: hue and strength stay, and they can be read.

Computed in OKLCH (Ottosson 2020, https://bottosson.github.io/posts/oklab/), in which equal steps look equal.
"""

import math

Colour = tuple[float, float, float]
# Lightness on a dark page: the darker a colour is on paper, the more it is lifted, and none becomes white.
LIFT, KEPT, LIGHTEST = 0.40, 0.58, 0.90
# Where a colour lies outside of what screens show, its strength is cut in steps of this share.
STEP = 0.98
# As bright as text may be on paper (the page of .streamlit/config.toml) for a contrast of 4.5 and a little more.
INK, DARKER = 0.166, 0.01


def lighten(colour: str) -> str:
    """The colour `#RRGGBB` for a dark page, as `#RRGGBB`."""
    lightness, a, b = to_oklab(read_hex(colour))
    lifted = min(LIGHTEST, LIFT + KEPT * lightness)
    found = from_oklab((lifted, a, b))
    while not all(-1e-6 <= part <= 1 + 1e-6 for part in found):
        a, b = a * STEP, b * STEP
        found = from_oklab((lifted, a, b))
    return write_hex(found)


def deepen(colour: str) -> str:
    """The colour `#RRGGBB` for text on paper, as `#RRGGBB`."""
    found = read_hex(colour)
    lightness, a, b = to_oklab(found)
    while measure_light(found) > INK:
        lightness -= DARKER
        found = clip(from_oklab((lightness, a, b)))
    return write_hex(found)


def measure_light(colour: Colour) -> float:
    """The relative luminance (WCAG 2) of linear red, green and blue."""
    red, green, blue = colour
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def clip(colour: Colour) -> Colour:
    red, green, blue = (min(1.0, max(0.0, part)) for part in colour)
    return red, green, blue


def write_hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(255 * to_display(part)):02X}" for part in clip(colour))


def read_hex(colour: str) -> Colour:
    """Linear red, green and blue, 0 to 1, of `#RRGGBB`."""
    red, green, blue = (to_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return red, green, blue


def to_linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def to_display(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def to_oklab(colour: Colour) -> Colour:
    red, green, blue = colour
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def from_oklab(colour: Colour) -> Colour:
    lightness, a, b = colour
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
