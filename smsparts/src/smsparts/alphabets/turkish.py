"""Turkish, language identifier 0x01.

Source: 3GPP TS 23.038 V18.0.0, A.3.1 (locking shift) and A.2.1 (single shift).
The locking table is the default alphabet but for the positions below.
"""

from smsparts.alphabets import default

LOCKING = default.LOCKING | {
    0x04: "\N{EURO SIGN}",
    0x07: "\N{LATIN SMALL LETTER DOTLESS I}",
    0x0B: "\N{LATIN CAPITAL LETTER G WITH BREVE}",
    0x0C: "\N{LATIN SMALL LETTER G WITH BREVE}",
    0x1C: "\N{LATIN CAPITAL LETTER S WITH CEDILLA}",
    0x1D: "\N{LATIN SMALL LETTER S WITH CEDILLA}",
    0x40: "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}",
    0x60: "\N{LATIN SMALL LETTER C WITH CEDILLA}",
}

SINGLE = default.SINGLE | {
    0x47: "\N{LATIN CAPITAL LETTER G WITH BREVE}",
    0x49: "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}",
    0x53: "\N{LATIN CAPITAL LETTER S WITH CEDILLA}",
    0x63: "\N{LATIN SMALL LETTER C WITH CEDILLA}",
    0x67: "\N{LATIN SMALL LETTER G WITH BREVE}",
    0x69: "\N{LATIN SMALL LETTER DOTLESS I}",
    0x73: "\N{LATIN SMALL LETTER S WITH CEDILLA}",
}
