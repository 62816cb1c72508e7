"""Files as officers send them, made in memory: good ones, and ones that pretend."""

import io
import zipfile

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cf500f0003860180b4b2a6a10000000049454e44ae426082"
)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + b"\0" * 64
MP3 = b"ID3\x04\0\0\0\0\0\0" + b"\0" * 300
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
TXT = "来访人张某反映灌溉停水。\n".encode()


def package(*names: str, size: int = 20, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive that holds entries of these names."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", packed) as archive:
        for name in names:
            archive.writestr(name, b"0" * size)
    return kept.getvalue()


DOCX = package("[Content_Types].xml", "word/document.xml")
XLSX = package("[Content_Types].xml", "xl/workbook.xml")


def compound(*names: str) -> bytes:
    """Return the beginning of an old office file with these names in its directory."""
    return OLE + b"".join(name.encode("utf-16-le") + b"\0\0" for name in names)


def sent(name: str, data: bytes) -> tuple[str, io.BytesIO]:
    """Return a file as a command takes it."""
    return name, io.BytesIO(data)


def posted(name: str, data: bytes) -> tuple[io.BytesIO, str]:
    """Return a file as the test client sends it."""
    return io.BytesIO(data), name
