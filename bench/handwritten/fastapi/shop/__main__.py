"""Serves: `python -m shop`."""

import os
import tempfile

import uvicorn

from shop.config import Settings

if __name__ == "__main__":
    settings = Settings()
    with tempfile.TemporaryDirectory(prefix="metrics-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        uvicorn.run(
            "shop.app:create_app",
            factory=True,
            host=settings.host,
            port=settings.port,
            workers=settings.workers,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=settings.grace_seconds,
        )
