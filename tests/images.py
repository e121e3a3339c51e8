"""Images for sites of tests."""

from io import BytesIO

from PIL import Image


def grey_png(width: int, height: int) -> bytes:
    """Return a PNG file of one shade of grey, so many pixels wide and high."""
    file = BytesIO()
    Image.new("L", (width, height), 0x90).save(file, "PNG")
    return file.getvalue()
