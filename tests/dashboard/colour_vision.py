"""How far apart two colours look, to those who see them all and to those who do not, and how they stand out."""

import math

from dashboard.colours import Colour, read_hex

Matrix = tuple[Colour, Colour, Colour]
# Machado, Oliveira and Fernandes 2009, severity 1: what is left of linear red, green and blue.
VISION: dict[str, Matrix] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip


def see(colour: str, vision: str) -> Colour:
    """Linear red, green and blue of `#RRGGBB` as one with this vision sees them."""
    linear = read_hex(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(weight * part for weight, part in zip(row, linear, strict=True))))
        for row in VISION[vision]
    )
    return red, green, blue


def to_lab(colour: Colour) -> Colour:
    """CIE L*a*b* (D65) of linear red, green and blue."""
    red, green, blue = colour
    x, y, z = (
        bend(part)
        for part in (
            (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047,
            0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
            (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def bend(part: float) -> float:
    return math.cbrt(part) if part > 0.008856 else 7.787 * part + 16 / 116


def tell_apart(one: Colour, other: Colour) -> float:
    """CIEDE2000 of two colours in L*a*b* (Sharma, Wu and Dalal 2005); 1 is just noticeable side by side."""
    (light, a, b), (other_light, other_a, other_b) = one, other
    mean = (math.hypot(a, b) + math.hypot(other_a, other_b)) / 2
    stretch = 1.5 - 0.5 * math.sqrt(mean**7 / (mean**7 + 25**7))
    chroma, other_chroma = math.hypot(a * stretch, b), math.hypot(other_a * stretch, other_b)
    hue = math.degrees(math.atan2(b, a * stretch)) % 360
    other_hue = math.degrees(math.atan2(other_b, other_a * stretch)) % 360
    turn = (other_hue - hue + 180) % 360 - 180 if chroma * other_chroma else 0.0
    mid_light, mid_chroma, mid_hue = (light + other_light) / 2, (chroma + other_chroma) / 2, (hue + turn / 2) % 360
    weight = (
        1 - 0.17 * cosine(mid_hue - 30) + 0.24 * cosine(2 * mid_hue)
        + 0.32 * cosine(3 * mid_hue + 6) - 0.20 * cosine(4 * mid_hue - 63)
    )  # fmt: skip
    lights = (other_light - light) / (1 + 0.015 * (mid_light - 50) ** 2 / math.sqrt(20 + (mid_light - 50) ** 2))
    chromas = (other_chroma - chroma) / (1 + 0.045 * mid_chroma)
    hues = 2 * math.sqrt(chroma * other_chroma) * math.sin(math.radians(turn / 2)) / (1 + 0.015 * mid_chroma * weight)
    swing = 60 * math.exp(-(((mid_hue - 275) / 25) ** 2))
    twist = -2 * math.sqrt(mid_chroma**7 / (mid_chroma**7 + 25**7)) * math.sin(math.radians(swing))
    return math.sqrt(lights**2 + chromas**2 + hues**2 + twist * chromas * hues)


def cosine(degrees: float) -> float:
    return math.cos(math.radians(degrees))


def contrast(one: str, other: str) -> float:
    """Contrast of two colours `#RRGGBB`, 1 to 21 (WCAG 2.2)."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = read_hex(colour)
    return 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
