"""How an upload is held while it comes in: in memory only, since a temporary file would lie on disk unencrypted."""

import io

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class BoundedMemoryHandler(FileUploadHandler):
    """Keeps a file up to the limit, and of a longer one only its true size: `receive` then refuses it."""

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.held = io.BytesIO()

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) <= settings.FILE_LIMIT:
            self.held.write(raw_data)

    def file_complete(self, file_size):
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held,
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )
