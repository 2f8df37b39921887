"""The six workloads of the counter, the same bytes on every run. Standard library only."""

import random

ENGLISH = (
    "Your appointment with Dr Lee is confirmed for Monday 12 October at 10:30. "
    "Reply YES to confirm or call us to change it."
)[:100]
CHINESE = (
    "【示例商城】您的订单已发货，预计明天下午送达，请保持电话畅通。"
    "如需改期请回复数字一，取消请回复数字二，谢谢您的支持！"
)
CHINESE_EMOJI = (
    "【示例商城】您的订单已发货📦，预计明天下午送达，请保持电话畅通☎。"
    "祝您生活愉快😀🎉，欢迎再次光临，期待与您再次相见🎁！"
)[:60]
LANGUAGES = [
    "Your code is {n}. It expires in 10 minutes. Do not share it with anyone.",
    "您的验证码是{n}，10分钟内有效，请勿告诉他人。",
    "Ваш код: {n}. Никому не сообщайте его.",
    "Votre code est {n}. Il expire dans 10 minutes. À bientôt, l'équipe",
    "Ihr Code lautet {n}. Er läuft in 10 Minuten ab. Schöne Grüße",
    "Tu código es {n}. Caduca en 10 minutos. ¡No lo compartas con nadie!",
    "認証コードは{n}です。10分以内に入力してください。",
    "인증번호는 {n}입니다. 10분 안에 입력해 주세요.",
    "رمز التحقق الخاص بك هو {n}. لا تشاركه مع أي شخص.",
    "आपका कोड {n} है। इसे किसी के साथ साझा न करें।",
]


# An escape pair or a surrogate pair at each cut: who gives another number here is not exact.
EDGES = [
    "€" * 153,
    "😀" * 67,
    "a" * 152 + "€" + "a" * 152,
    "中" * 66 + "😀" + "中" * 66,
    "中" * 68 + "€[",
]


def _mixed(length: int) -> str:
    random_ = random.Random(20261122)
    words = [*ENGLISH.split(), *CHINESE_EMOJI, "€", "naïve", "👩‍👩‍👧", "Привет", "[1]", "😀"]
    text = ""
    while len(text) < length:
        text += random_.choice(words) + " "
    return text[:length]


def _messages(number: int) -> list[str]:
    random_ = random.Random(20261122)
    return [
        LANGUAGES[index % 10].format(n=random_.randrange(10**5, 10**6)) for index in range(number)
    ]


def workloads() -> dict[str, list[str]]:
    """Name to texts. A workload of one text is timed by `count`, the others by `count_many`."""
    return {
        "english 100": [ENGLISH],
        "chinese emoji 60": [CHINESE_EMOJI],
        "mixed 1600": [_mixed(1600)],
        "extension 1600": [("{[~€^|]} \\ total: [1] " * 100)[:1600]],
        "chinese 10000": [(CHINESE * 200)[:10000]],
        "messages 20000": _messages(20000),
    }
