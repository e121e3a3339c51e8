"""Scripts that are written without spaces between words, as ranges for regular expressions."""

from __future__ import annotations

EAST_ASIAN = (
    "\u2e80-\u303f\u3041-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff9f"
    "\U00016fe0-\U00018dff\U0001b000-\U0001b2ff\U00020000-\U0003ffff"
)
"""Chinese, Japanese and Yi with their full-width punctuation; not Korean, which has spaces."""

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf"
    + EAST_ASIAN
)
"""These and Thai, Lao, Khmer, Burmese and their kin, where spaces set phrases apart."""
