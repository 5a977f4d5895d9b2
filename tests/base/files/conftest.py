"""Files in a folder of the test alone."""

import pytest


@pytest.fixture(autouse=True)
def own_folder(tmp_path, settings):
    """Keep the contents of files where only this test looks."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {
                "location": tmp_path,
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        },
    }
    return tmp_path
