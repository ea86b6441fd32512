"""The same page made by others, for `make bench`: stock fpdf2, reportlab, WeasyPrint, typst.

Each sets the same texts in the same four faces on one A4 page, with the QR code as vectors and a
rule under each row. None draws our arms and background, attaches facts or seals: they do less.
"""
