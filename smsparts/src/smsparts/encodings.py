"""Which encoding a file of messages is in: by its mark, by its zeros, or by how its text reads.

What is not UTF-8 is read in each encoding that people's files have, and the one wins whose letters
are most often letters that its languages really use. Nothing is taken for Chinese because it is
nothing else: where no encoding reads well, the answer is UTF-8, and the rows that are not say so.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import NamedTuple

FILE_ENCODINGS: Mapping[str, str] = {
    "utf-8": "utf-8",
    "utf-16": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "windows-1252": "cp1252",
    "gb18030": "gb18030",
    "big5": "cp950",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "windows-1251": "cp1251",
}
"""The name of each encoding, and Python's codec for it: the superset that Windows writes."""

LABELS: Mapping[str, str] = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-be": "UTF-16 BE",
    "windows-1252": "Windows-1252",
    "gb18030": "GB18030",
    "big5": "Big5",
    "shift_jis": "Shift-JIS",
    "euc-kr": "EUC-KR",
    "windows-1251": "Windows-1251",
}
"""What each is called."""

LOOKED_AT = 1 << 16
"""Octets from the beginning that are looked at."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEAST_SCORE = 0.3
_FEW_ERRORS = 0.02

# The characters that make up most of what is written; common words of messages among them.
_SIMPLIFIED = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过"
    "发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本"
    "前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很"
    "最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度"
    "门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电"
    "数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马"
    "科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万"
    "取拉格望觉术领共确传师观清今切院让识候带导争运短验证码您请勿泄露转送客服费额账户卡银行支付订"
    "单快递签收取件预约挂号医院姓编号正文内容手机时间日期微充值优惠券活动退订回复登录密码操作店购"
    "王李张刘陈杨赵黄周吴徐孙朱雷芳敏静丽强磊军洋勇艳杰娟涛超霞买货发票余还款尾分钟效元满减领券您好谢谢尊敬亲爱感注册链接点击查看详情站点柜小时营业欢迎光临"
)
_TRADITIONAL = frozenset(
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過"
    "發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本"
    "前開但因只從想實日者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最"
    "重並物手應向頭文體相見被利什二等產或新己制身果加月話合回特代內信表化老給世位次度門任常先海通"
    "教原東聲提立及比員解水名真處走各入幾口認條平系氣題活更別打女變四總何電數安少報才結反受目太量"
    "再建務做接必場件計管期市直資金指許統區保至便空決展司書非則聽白光放強即難完設式色路記南品住告"
    "類求據程簡訊驗證碼您請勿洩露轉送客服費額帳戶卡銀行付訂單取號姓編址價優惠券謝電話時間登入密碼"
)
_KANA = frozenset(map(chr, [*range(0x3041, 0x3094), *range(0x30A1, 0x30FD)]))
_JAPANESE = _KANA | frozenset(
    "日一大年中会人本月長国出上十生子分東三行同今高金時手見市力米自前円合立内二事社者地京間田体学"
    "下目五後新明方部女八心四民対主正代言九小思七山実入回場野開万全定家北六問話文動度県水安氏和政"
    "保表道相意発不党件名注番号届送料無確認証用様ご客電話店受付予約"
)
_KOREAN = frozenset(
    "이다는의에을가하고한은로를지어서도사기인리자대시나그아라해스일과것수있전정보들여제부동장조선주"
    "유구성원게상비오면안관학위요마신인경으치거니세개연국문중방공소입습만분때님합번호인증문자발송고"
    "객감사드립안녕세배예약확인금액카드결제완료명내용날짜이름전화회원무료수거부바랍모든당까월년오늘"
    "없같우운의생적화계러히트르음와않되던람물더말통데진단었했겠용력량실차업체출행복"
)
_RUSSIAN = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёґєіїў")
_WESTERN = frozenset(
    "äöüßÄÖÜéèêëàâçîïôûùœÉÈÀÇñÑíóáúÁÍÓÚ¿¡ãõÃÕåøæÅØÆìòÌÒþðÞÐýÝžšŽŠ€£©®°·«»–—‘’‚“”„…•™§½¼¾ºª²³´¨\xa0×±µ"
)
_PUNCTUATION = frozenset("，。！？：；（）【】《》“”‘’、…—·「」『』％￥＋－／～　")


class _Reading(NamedTuple):
    common: frozenset[str]
    ranges: tuple[tuple[int, int], ...]  # of the double octets that most of its characters have


_READINGS: Mapping[str, _Reading] = {
    "windows-1251": _Reading(_RUSSIAN, ()),
    "windows-1252": _Reading(_WESTERN, ()),
    "gb18030": _Reading(_SIMPLIFIED | _PUNCTUATION, ((0xB0A1, 0xD7F9),)),
    "big5": _Reading(_TRADITIONAL | _PUNCTUATION, ((0xA440, 0xC67E),)),
    "shift_jis": _Reading(_JAPANESE | _PUNCTUATION, ((0x829F, 0x8396), (0x889F, 0x9872))),
    "euc-kr": _Reading(_KOREAN, ((0xB0A1, 0xC8FE),)),
}
_FOREIGN = re.compile("[^\x00-\x7f]")
_LETTER_RUN = re.compile("[^\x00-\x7f]+")
_CYRILLIC_WORD = re.compile("(?<![A-Za-z])[А-ЯҐЄІЇЎа-яґєіїўЁё]+(?![A-Za-z])")


def guess_encoding(start: bytes) -> str:
    """The name in `FILE_ENCODINGS` of what the file that begins with `start` is in."""
    start = start[:LOOKED_AT]
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    if b"\0" in start and (wide := _by_zeros(start)):
        return wide
    if start.isascii():
        return "utf-8"
    # The end may be cut inside a character: that proves nothing, unless all hangs on one octet.
    utf8 = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    text = utf8.decode(start)
    foreign = _FOREIGN.findall(text)
    if not foreign and len(utf8.getstate()[0]) < 2:
        foreign = ["\udcff"]
    wrong = sum("\udc80" <= character <= "\udcff" for character in foreign)
    if not wrong or wrong <= (len(foreign) - wrong) // 4:
        return "utf-8"
    scores = {name: _score(start, name) for name in _READINGS}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] >= _LEAST_SCORE else "utf-8"


def decoder(name: str) -> codecs.IncrementalDecoder:
    """What decodes a file piece by piece; what it cannot decode becomes a lone surrogate."""
    errors = "surrogateescape"
    if name.startswith("utf-16"):
        errors = "smsparts.marked"
        codecs.register_error(errors, _marked)
    return codecs.getincrementaldecoder(FILE_ENCODINGS[name])(errors)


def _marked(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return "\udcff", error.end


def _by_zeros(start: bytes) -> str | None:
    """UTF-16 without a mark: each line end, comma and Latin letter has a zero on one side."""
    pairs = len(start) // 2
    high, low = start[0 : pairs * 2 : 2].count(0), start[1 : pairs * 2 : 2].count(0)
    for name, zeros, others, end in (
        ("utf-16", low, high, b"\n\0"),
        ("utf-16-be", high, low, b"\0\n"),
    ):
        if zeros > 4 * others and (end in start or (zeros * 3 > pairs and b"\n" not in start)):
            return name
    return None


def _score(start: bytes, name: str) -> float:
    """How well `start` reads in that encoding, from 0 to about 1."""
    codec, (common, ranges) = FILE_ENCODINGS[name], _READINGS[name]
    text = start.decode(codec, "surrogateescape")
    foreign = _FOREIGN.findall(text)
    if not foreign:
        return 0
    wrong = sum("\udc80" <= character <= "\udcff" for character in foreign)
    if wrong > 1 + _FEW_ERRORS * len(foreign):
        return 0
    if name == "windows-1252":
        # Between letters of ASCII, one by one: what is written in two octets comes in long runs.
        runs = _LETTER_RUN.findall(text)
        good = sum(len(run) for run in runs if len(run) <= 2 and common.issuperset(run))
    elif name == "windows-1251":
        words = _CYRILLIC_WORD.findall(text)
        well = (word for word in words if common.issuperset(word[1:].lower()) and _cased(word))
        mixed = len(foreign) - sum(map(len, words))  # Latin letters stand beside them
        good = max(0, sum(map(len, well)) - mixed)
    else:
        good = sum(map(common.__contains__, foreign))
        usual = sum(_within(character, codec, ranges) for character in set(foreign))
        return good / len(foreign) * 0.8 + usual / len(set(foreign)) * 0.2
    return good / len(foreign)


def _cased(word: str) -> bool:
    return len(word) > 1 and (word[1:].islower() or word.isupper())


def _within(character: str, codec: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    octets = character.encode(codec, "ignore")
    return len(octets) == 2 and any(
        low <= octets[0] * 256 + octets[1] <= high for low, high in ranges
    )
