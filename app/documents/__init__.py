"""Files to text: what a candidate uploads or pastes, as the interview reads it.

Law: a file is opened only in a child process that can be killed. What comes out
is clean text and, where it looks poor, one warning in plain words; what cannot
be used is refused with `BadInput`.
"""

from app.documents.extraction import Document
from app.documents.reading import read_document, read_posting, read_text

__all__ = ["Document", "read_document", "read_posting", "read_text"]
