"""Files that people hand in or that we make: checked on the way in, encrypted at rest, never served as a page (R-77).

`receiving.receive(upload)` checks, `models.StoredFile` keeps, `serving.serve(stored)` hands out; `forms.FileField` is the field.
"""
