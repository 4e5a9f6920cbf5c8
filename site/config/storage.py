"""Where files lie: folders of DATA_DIR, or two S3 buckets when the environment names them.

The public bucket holds people's small pictures and the CMS's images, under unguessable names; the private one holds
originals, certificates and agreements, which only `uploads.views.private_file` hands out.
"""

from pathlib import Path
from typing import Any

import environ

FOLDER = "django.core.files.storage.FileSystemStorage"
S3 = "storages.backends.s3.S3Storage"


def storages(env: environ.Env, private_root: Path) -> dict[str, dict[str, Any]]:
    """Django's STORAGES: folders, or buckets when S3_BUCKET is set (docs/running.md lists the variables)."""
    static = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    if not (public := env("S3_BUCKET", default="")):
        private = {"BACKEND": FOLDER, "OPTIONS": {"location": private_root}}
        return {"default": {"BACKEND": FOLDER}, "private": private, "staticfiles": static}
    common = {
        "endpoint_url": env("S3_ENDPOINT_URL", default=None),
        "region_name": env("S3_REGION", default=None),
        "access_key": env("S3_ACCESS_KEY", default=None),
        "secret_key": env("S3_SECRET_KEY", default=None),
        "file_overwrite": False,
    }
    shown = {"bucket_name": public, "querystring_auth": False, "custom_domain": env("MEDIA_HOST", default=None)}
    kept = {"bucket_name": env("S3_PRIVATE_BUCKET", default=""), "querystring_auth": True, "default_acl": "private"}
    return {
        "default": {"BACKEND": S3, "OPTIONS": common | shown},
        "private": {"BACKEND": S3, "OPTIONS": common | kept},
        "staticfiles": static,
    }
