"""How the office is served: threads, because most of a request is waiting for the database."""

import os

wsgi_app = "app:create_app()"
worker_class = "gthread"
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
