"""Starts the server with its workers."""

import os
import tempfile

import uvicorn

from app.core.config import Settings


def serve(settings: Settings) -> None:
    """Serve until told to stop; SIGTERM lets requests in flight finish."""
    with tempfile.TemporaryDirectory(prefix="metrics-") as folder:
        # The metrics library reads this when each worker imports it.
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        uvicorn.run(
            "app.main:create_app",
            factory=True,
            host=settings.host,
            port=settings.port,
            workers=settings.workers,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=settings.shutdown_grace_seconds,
            # A worker that is still importing on a busy machine must not be taken for dead.
            timeout_worker_healthcheck=60,
        )
