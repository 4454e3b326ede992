"""The standards that the kit's PDFs claim, judged by programs that the kit does not come with.

`verapdf.py` runs veraPDF, `page_validation.py` a second validator, `printing.py` Ghostscript, qpdf
and poppler over files for print shops. docs/standards.md says what they found.
"""
