"""Bytes -> text: the encoding is told by the byte order mark, else by what the bytes can be."""

from pipeline.errors import ReadError

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_UNPRINTABLE = bytes(sorted(frozenset(range(32)) - {9, 10, 11, 12, 13, 27}))
_SAMPLE = 65536


def decode(data: bytes, name: str) -> str:
    """The text of a plain text file: UTF-8 with or without mark, UTF-16, else Windows-1252.

    Raises ReadError for bytes that are no text in any of them.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, name)
    wide = _wide_encoding(data[:_SAMPLE])
    if wide:
        return _strict(data, wide, name)
    sample = data[:_SAMPLE]
    if len(sample.translate(None, _UNPRINTABLE)) < len(sample):
        raise ReadError(f"{name}: holds binary data, not text; give a DOCX, PDF, HTML, Akoma Ntoso, Markdown or text file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _wide_encoding(sample: bytes) -> str:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    if len(sample) < 4 or sample.count(0) < len(sample) * 0.3:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 10 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 10 * odd else ""


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"{name}: begins as {encoding} but byte {error.start} is not; save the file again as UTF-8") from error
