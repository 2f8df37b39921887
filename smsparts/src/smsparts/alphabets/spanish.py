"""Spanish, language identifier 0x02. There is no Spanish locking table: A.3.2 is void.

Source: 3GPP TS 23.038 V18.0.0, A.2.2 (single shift).
"""

from smsparts.alphabets import default

SINGLE = default.SINGLE | {
    0x09: "\N{LATIN SMALL LETTER C WITH CEDILLA}",
    0x41: "\N{LATIN CAPITAL LETTER A WITH ACUTE}",
    0x49: "\N{LATIN CAPITAL LETTER I WITH ACUTE}",
    0x4F: "\N{LATIN CAPITAL LETTER O WITH ACUTE}",
    0x55: "\N{LATIN CAPITAL LETTER U WITH ACUTE}",
    0x61: "\N{LATIN SMALL LETTER A WITH ACUTE}",
    0x69: "\N{LATIN SMALL LETTER I WITH ACUTE}",
    0x6F: "\N{LATIN SMALL LETTER O WITH ACUTE}",
    0x75: "\N{LATIN SMALL LETTER U WITH ACUTE}",
}
