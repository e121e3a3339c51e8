"""Images for sites of tests."""

from io import BytesIO
from zlib import crc32

from PIL import Image
from PIL.PngImagePlugin import PngInfo


def grey_png(width: int, height: int) -> bytes:
    """Return a PNG file of one shade of grey, so many pixels wide and high."""
    file = BytesIO()
    Image.new("L", (width, height), 0x90).save(file, "PNG")
    return file.getvalue()


PRIVATE = ("50,27,13.5 N", "Ірина Коваль", "SN-4711", "Objektiv Müller", "مصوّر", "記者の注記")
"""What the pictures below tell in every way that their formats have."""
_PRIVATE = " / ".join(PRIVATE)
PROFILE = b"\x00\x00\x02\x0c" + bytes(range(256)) * 2 + b"\x00" * 8
"""A colour profile, as far as files are concerned."""


def coloured(width: int = 24, height: int = 16) -> Image.Image:
    """Return a picture in which no two neighbours are alike."""
    made = Image.new("RGB", (width, height))
    made.putdata(
        [(x * 9 % 256, y * 13 % 256, x * y % 256) for y in range(height) for x in range(width)]
    )
    return made


def private_exif(orientation: int) -> Image.Exif:
    """Return Exif with an orientation, a position, an owner, serial numbers and a comment."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = exif[0x8298] = exif[0x010E] = _PRIVATE.encode()
    exif.get_ifd(0x8769).update(
        {0xA430: _PRIVATE.encode(), 0xA431: _PRIVATE.encode(), 0xA435: _PRIVATE.encode()}
    )
    exif.get_ifd(0x8769).update({0x927C: _PRIVATE.encode(), 0x9286: _PRIVATE.encode()})
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 27.0, 13.5), 27: _PRIVATE.encode()})
    return exif


def jpeg_segment(marker: int, body: bytes) -> bytes:
    """Return a segment of a JPEG file."""
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body


def private_jpeg(orientation: int = 1, *, progressive: bool = False) -> bytes:
    """Return a JPEG file that tells all of it: Exif, XMP, IPTC, comments, another picture after."""
    file = BytesIO()
    coloured().save(
        file,
        "JPEG",
        exif=private_exif(orientation),
        icc_profile=PROFILE,
        comment=_PRIVATE.encode(),
        xmp=f"<x:xmpmeta>{_PRIVATE}</x:xmpmeta>".encode(),
        progressive=progressive,
    )
    data, words = file.getvalue(), _PRIVATE.encode()
    noted = (
        jpeg_segment(0xED, b"Photoshop 3.0\0" + words),
        jpeg_segment(0xE2, b"MPF\0" + words),
        jpeg_segment(0xE0, b"JFXX\0\x10" + words),
        jpeg_segment(0xEB, b"JP" + words),
    )
    return data[:2] + b"".join(noted) + data[2:] + data + words


def png_chunk(name: bytes, body: bytes) -> bytes:
    """Return a chunk of a PNG file."""
    return len(body).to_bytes(4, "big") + name + body + crc32(name + body).to_bytes(4, "big")


def private_png(orientation: int = 1) -> bytes:
    """Return a PNG file that tells all of it: texts, a time, Exif, chunks of programs."""
    info = PngInfo()
    info.add_text("Author", "SN-4711")
    info.add_text("Comment", "SN-4711", zip=True)
    info.add_itxt("XML:com.adobe.xmp", _PRIVATE)
    file = BytesIO()
    coloured().save(
        file, "PNG", exif=private_exif(orientation), pnginfo=info, icc_profile=PROFILE, dpi=(72, 72)
    )
    words, data = _PRIVATE.encode(), file.getvalue()
    noted = png_chunk(b"tIME", b"\x07\xe9\x05\x0f\x0c\0\0") + png_chunk(b"mkBF", words)
    # After the pixels as well, where programs that append to files put their notes.
    return data[:-12] + noted + data[-12:] + words


def private_webp(orientation: int = 1, *, frames: int = 1) -> bytes:
    """Return a WebP file that tells all of it: Exif, XMP, and what follows its end."""
    file = BytesIO()
    coloured().save(
        file,
        "WEBP",
        lossless=True,
        exif=private_exif(orientation),
        xmp=_PRIVATE.encode(),
        icc_profile=PROFILE,
        save_all=frames > 1,
        append_images=[coloured().rotate(90 * n) for n in range(1, frames)],
    )
    return file.getvalue() + _PRIVATE.encode()


def private_gif(frames: int = 1) -> bytes:
    """Return a GIF file that tells all of it: a comment, XMP, a text, and what follows its end."""
    pictures = [coloured().rotate(90 * n).quantize(16) for n in range(frames)]
    file = BytesIO()
    pictures[0].save(
        file, "GIF", comment=b"SN-4711", save_all=frames > 1, append_images=pictures[1:], loop=3
    )
    words, data = _PRIVATE.encode(), file.getvalue()
    blocks = bytes((len(words),)) + words + b"\0"
    noted = b"!\xfe" + blocks + b"!\xff\x0bXMP DataXMP" + blocks + b"!\x01" + blocks
    return data[:-1] + noted + data[-1:] + words


def private_ico() -> bytes:
    """Return a symbol of which one size is a PNG file with notes."""
    png = private_png()
    entry = bytes((24, 16, 0, 0, 1, 0, 32, 0)) + len(png).to_bytes(4, "little")
    return b"\0\0\1\0\1\0" + entry + (22).to_bytes(4, "little") + png
