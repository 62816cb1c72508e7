"""How the office is served: threads, because most of a request is waiting for the database."""

import os
import subprocess
import sys
import threading
import time

from gunicorn.workers.gthread import ThreadWorker


class Worker(ThreadWorker):
    """Lets go of the port as soon as the master is dead, and then finishes what it has begun.

    The framework's worker notices within a second, but holds the port until the last request and
    the last kept-alive connection are over: so long no new server could start.
    """

    def is_parent_alive(self):
        """Say whether the master lives; without it nobody new is let in."""
        lives = super().is_parent_alive()
        if not lives:
            self.set_accept_enabled(False)
            for listener in self.sockets:
                listener.close()
            self.sockets = []
            self.alive = False  # what is still open is answered with "Connection: close"
        return lives


worker_class = Worker
wsgi_app = "app:create_app()"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
timeout = 60
graceful_timeout = 20
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
# Behind nginx on the same machine; nobody else may claim a forwarded address.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
# Nobody steers this server over a socket in somebody's home folder.
control_socket_disable = True
accesslog = "-"
errorlog = "-"
# The path only: a query string may hold a name or an ID number that somebody searched for,
# and a referrer repeats it. %(U)s is the path without the query.
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'


def post_fork(server, worker):
    """Give every worker connections of its own: a socket shared after a fork mixes answers."""
    application = server.app.callable
    if application is None:
        return
    from app.extensions import db

    with application.app_context():
        for engine in db.engines.values():
            engine.dispose(close=False)


def when_ready(server):
    """Start the process that does background work, once for this server, and keep it alive.

    Of several servers on one database only one does the work: they agree by a row in it.
    """
    if os.environ.get("JOBS_CONSUMER", "1") == "0":
        return
    server.consumer_wanted = True
    # While a process is started, a pipe tells us that it was. A worker forked in that moment would
    # keep the pipe open and we should wait for its end for ever: no fork, then, until it is closed.
    os.register_at_fork(
        before=_starting.acquire,
        after_in_parent=_starting.release,
        after_in_child=_starting.release,
    )
    threading.Thread(target=_keep_consumer, args=(server,), daemon=True).start()


_starting = threading.Lock()


def _keep_consumer(server):
    command = [sys.executable, "-m", "flask", "--app", "app", "jobs", "--consume"]
    while server.consumer_wanted:
        with _starting:
            server.consumer = subprocess.Popen(command)
        server.log.info("Background work is done by process %s", server.consumer.pid)
        server.consumer.wait()
        time.sleep(2)


def on_exit(server):
    """End the background work with the server."""
    server.consumer_wanted = False
    consumer = getattr(server, "consumer", None)
    if consumer is not None and consumer.poll() is None:
        consumer.terminate()
