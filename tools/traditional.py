"""Write Traditional Chinese (Taiwan's words) from the Simplified, where it has no words yet."""

from babel.messages.catalog import Catalog

from tools import catalogue

#: What the converter takes for a word of computing or leaves apart; the trade says it otherwise.
TERMS = (
    ("引數", "參數"),
    ("視窗", "窗口"),
    ("釋出", "發布"),
    ("賬號", "帳號"),
    ("程式碼", "代碼"),
    ("普通程式", "普通程序"),
    ("簡易程式", "簡易程序"),
    ("許可權", "權限"),
    ("登錄", "錄入"),
    ("清單中選擇", "列表中選擇"),
    ("返回清單", "返回列表"),
    ("篩選清單", "篩選列表"),
    ("展開清單", "展開列表"),
    ("不在清單中", "不在列表中"),
    ("響應", "回應"),
    ("專案", "項目"),
    ("註冊資料", "註冊資訊"),
    ("批示資料", "批示資訊"),
    ("交辦資料", "交辦資訊"),
    ("來信人資料", "來信人資訊"),
    ("來訪人資料", "來訪人資訊"),
    ("歸檔資料", "歸檔資訊"),
    ("使用者資料", "使用者資訊"),
    ("稽核資訊", "審計資訊"),
    ("“", "「"),
    ("”", "」"),
)


def fill(traditional: Catalog, simplified: Catalog) -> None:
    """Convert the Simplified words of every message that has no Traditional ones.

    What a person wrote is never touched: a converter does not know the trade's terms.
    """
    from opencc import OpenCC

    convert = OpenCC("s2twp").convert
    for message in traditional:
        source = simplified.get(message.id, message.context) if message.id else None
        if source is None or catalogue.is_translated(message):
            continue
        if catalogue.is_translated(source):
            converted = tuple(in_our_words(convert(it)) for it in catalogue.words(source))
            message.string = converted[0] if isinstance(source.string, str) else converted


def in_our_words(text: str) -> str:
    """Return a converted text with the words that the office and the law use."""
    for converted, ours in TERMS:
        text = text.replace(converted, ours)
    return text


def main() -> None:
    """Fill the gaps of the catalogue on disk."""
    catalog = catalogue.read("zh_Hant_TW")
    fill(catalog, catalogue.read("zh"))
    catalogue.write(catalogue.path_of("zh_Hant_TW"), catalog)


if __name__ == "__main__":
    main()
