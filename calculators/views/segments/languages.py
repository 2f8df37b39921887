"""The languages that have national tables, by the names that readers know."""

LANGUAGES = {
    "en": {
        "turkish": "Turkish",
        "spanish": "Spanish",
        "portuguese": "Portuguese",
        "bengali": "Bengali",
        "gujarati": "Gujarati",
        "hindi": "Hindi",
        "kannada": "Kannada",
        "malayalam": "Malayalam",
        "oriya": "Odia",
        "punjabi": "Punjabi",
        "tamil": "Tamil",
        "telugu": "Telugu",
        "urdu": "Urdu",
    },
    "zh": {
        "turkish": "土耳其语",
        "spanish": "西班牙语",
        "portuguese": "葡萄牙语",
        "bengali": "孟加拉语",
        "gujarati": "古吉拉特语",
        "hindi": "印地语",
        "kannada": "卡纳达语",
        "malayalam": "马拉雅拉姆语",
        "oriya": "奥里亚语",
        "punjabi": "旁遮普语",
        "tamil": "泰米尔语",
        "telugu": "泰卢固语",
        "urdu": "乌尔都语",
    },
}
