"""Starts the server with its workers."""

import os
import signal
import sys
import tempfile

import uvicorn
from uvicorn.supervisors import Multiprocess

from app.core.config import Settings


class _Workers(Multiprocess):
    """Worker processes on one socket, of which the parent holds a copy."""

    def init_processes(self) -> None:
        """Start the workers."""
        super().init_processes()
        self._let_go()

    def keep_subprocess_alive(self) -> None:
        """Replace the workers that are gone."""
        super().keep_subprocess_alive()
        self._let_go()

    def _let_go(self) -> None:
        # A worker that ends just when it is asked for a sign of life is then seen to end, and not waited for.
        for process in self.processes:
            process.child_conn.close()

    def terminate_all(self) -> None:
        """Stop the workers; a client that comes now is refused, and does not wait for nobody."""
        for sock in self.sockets:
            sock.close()
        super().terminate_all()


def serve(settings: Settings) -> None:
    """Serve until told to stop; SIGTERM lets requests in flight finish."""
    with tempfile.TemporaryDirectory(prefix="metrics-") as folder:
        # The metrics library reads this when each worker imports it.
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        config = uvicorn.Config(
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
        # The server passes the signal on when it is done; by default that would be the end, without a clean-up.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: sys.exit(0))
        if settings.workers > 1:
            _Workers(config, [config.bind_socket()]).run()
        else:
            uvicorn.Server(config).run()
