"""Sentences for refusals about files."""

from deliberate.attachments.rules import Why
from deliberate.kernel.language import N_

REFUSALS = {
    Why.NOT_YOUR_PAPERS.value: N_("Papers are added by those who facilitate, and by whoever presents the point."),
    Why.TOO_MANY_FILES.value: N_("This meeting has fifty files already. Please remove one first."),
    Why.TOO_MANY_BYTES.value: N_("The files of one meeting may have 100 MB together. Please remove one first."),
    Why.FILE_TOO_BIG.value: N_("This file is too big: it may have at most 10 MB."),
    Why.FILE_IS_EMPTY.value: N_("This file is empty."),
    Why.UNKNOWN_KIND_OF_FILE.value: N_(
        "This kind of file is not taken. Please send a PDF, a picture (PNG, JPEG, WebP), a plain text, or a document or sheet "
        "(ODT, ODS, DOCX, XLSX) without macros."
    ),
    Why.NO_FILE.value: N_("Please choose a file."),
}
ADDED = N_("The file was added.")
DONE = N_("Done.")
