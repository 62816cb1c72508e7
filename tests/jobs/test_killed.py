"""The plug is pulled at the worst moment: nothing is lost, nothing told twice, one works."""

import os
import signal
import socket
import time
from collections import Counter
from datetime import timedelta

import pytest
import redis
import sqlalchemy as sa

from app.core import clock
from app.jobs import commands as jobs
from app.jobs.models import Job, JobLease
from app.reminders import commands
from app.reminders.models import Reminder
from tests.factories import an_officer
from tests.jobs.mortal import WORST_MOMENTS
from tests.jobs.processes import until

REDIS = "redis://127.0.0.1:6379/13"
CONSUME = ("flask", "jobs", "--consume")


def plan_five(office):
    with office.inside():
        officer = an_officer()
        for number in range(5):
            at = clock.now() - timedelta(minutes=number + 1)
            commands.add_plan(commands.PlanGiven(name=f"第{number}件", at=at), by=officer)


def told(office):
    with office.inside() as db:
        return Counter(db.session.scalars(sa.select(Reminder.source_id)))


def holder(office):
    with office.inside() as db:
        row = db.session.scalar(sa.select(JobLease).where(JobLease.until > clock.now()))
        return row and int(row.holder.rpartition(":")[2])


def enqueue(office, number):
    with office.inside():
        for _ in range(number):
            jobs.enqueue("reminders.mail", officer_id=0)


def workers(office, done):
    """Return who did the jobs, once so many are done."""

    def look():
        with office.inside() as db:
            found = db.session.scalars(sa.select(Job.worker).where(Job.state == "done")).all()
            return len(found) == done and {int(name.rpartition(":")[2]) for name in found}

    return until(look, f"{done} jobs done")


@pytest.mark.parametrize("moment", WORST_MOMENTS)
def test_killed_at_the_worst_moment_each_reminder_arrives_exactly_once(office, moment):
    plan_five(office)
    dying = office.start("tests.jobs.mortal", moment)
    assert dying.wait(60) == -signal.SIGKILL
    assert sum(told(office).values()) < 5
    office.start("flask", "jobs", "--run-once").wait(60)
    office.start("flask", "jobs", "--run-once").wait(60)
    assert sorted(told(office).values()) == [1, 1, 1, 1, 1]


def queues():
    try:
        redis.Redis.from_url(REDIS).ping()
    except redis.ConnectionError:
        return [pytest.param("", id="file")]
    return [pytest.param("", id="file"), pytest.param(REDIS, id="redis")]


@pytest.mark.parametrize("url", queues())
def test_of_many_processes_one_works_and_another_takes_over(office, url):
    office.app.config["JOBS_URL"] = url
    office.app.extensions.pop("jobs_queue", None)
    started = [office.start(*CONSUME, JOBS_URL=url) for _process in range(3)]
    first = until(lambda: holder(office), "somebody takes the lease")
    enqueue(office, 5)
    assert workers(office, 5) == {first}
    office.kill(next(each for each in started if each.pid == first))
    second = until(lambda: holder(office) not in (None, first) and holder(office), "a successor")
    enqueue(office, 5)
    assert workers(office, 10) == {first, second}


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def serve(office, port=None):
    address = f"127.0.0.1:{port or free_port()}"
    command = ("gunicorn", "--config", "gunicorn.conf.py", "--bind", address)
    return office.start(*command, WEB_CONCURRENCY="2")


def test_the_whole_server_dies_and_its_successor_delivers_the_rest(office):
    server = serve(office)
    consumer = until(lambda: holder(office), "the server starts its consumer")
    plan_five(office)
    office.kill(server)
    plan_five(office)
    serve(office)
    until(lambda: holder(office) not in (None, consumer), "the new server's consumer")
    until(lambda: sum(told(office).values()) >= 10, "ten reminders")
    assert set(told(office).values()) == {1}


def test_a_consumer_that_dies_is_started_again_by_its_server(office):
    serve(office)
    first = until(lambda: holder(office), "the server starts its consumer")
    os.kill(first, signal.SIGKILL)
    until(lambda: holder(office) not in (None, first), "a new consumer")


def answers(port):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
            connection.sendall(b"GET /login/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            return connection.recv(12).endswith(b"200")
    except OSError:
        return False


def is_free(port):
    with socket.socket() as found:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return found.connect_ex(("127.0.0.1", port)) != 0


def test_workers_without_a_master_let_go_of_the_port_though_somebody_is_connected(office):
    port = free_port()
    server = serve(office, port)
    until(lambda: answers(port), "the server answers")
    with socket.create_connection(("127.0.0.1", port)) as half:
        half.sendall(b"GET /login/ HTTP/1.1\r\n")  # a request that does not end
        os.kill(server.pid, signal.SIGKILL)
        began = time.monotonic()
        until(lambda: is_free(port), "the port is free")
    assert time.monotonic() - began < 10
    os.killpg(server.pid, signal.SIGKILL)
