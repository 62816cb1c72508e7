"""A copy by mail: off by default, and nothing in it that is anybody's business."""

import asyncio
import email
import socket
import threading

import pytest
import sqlalchemy as sa

from app.jobs.models import Job
from app.jobs.performing import run_once
from tests.factories import an_officer
from tests.reminders.planned import a_plan


class PostOffice:
    """A mail server of three commands, on a port of its own."""

    def __init__(self):
        self.letters = []
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.ready = threading.Event()
        self.thread.start()
        assert self.ready.wait(5)

    def _run(self):
        asyncio.set_event_loop(self.loop)
        start = asyncio.start_server(self._talk, "127.0.0.1", 0, family=socket.AF_INET)
        self.server = self.loop.run_until_complete(start)
        self.port = self.server.sockets[0].getsockname()[1]
        self.ready.set()
        self.loop.run_forever()

    async def _talk(self, reader, writer):
        writer.write(b"220 post office\r\n")
        while line := await reader.readline():
            if line.upper().startswith(b"DATA"):
                writer.write(b"354 go on\r\n")
                self.letters.append((await reader.readuntil(b"\r\n.\r\n")).decode())
            leaves = line.upper().startswith(b"QUIT")
            writer.write(b"221 good-bye\r\n" if leaves else b"250 fine\r\n")
            if leaves:
                break
        writer.close()

    def close(self):
        async def end():
            self.server.close()
            await self.server.wait_closed()

        asyncio.run_coroutine_threadsafe(end(), self.loop).result(5)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)
        self.loop.close()


@pytest.fixture
def post_office():
    office = PostOffice()
    yield office
    office.close()


MAILS = sa.select(Job).where(Job.name == "reminders.mail")


def ring(at):
    with at("2026-03-04T10:00"):
        a_plan(an_officer(), name="张三家访")
        run_once()
        run_once()


def test_nothing_is_sent_while_no_server_is_named(db, at):
    ring(at)
    assert db.session.scalars(MAILS).all() == []


def test_the_letter_says_how_many_and_nothing_else(app, db, at, post_office, monkeypatch):
    monkeypatch.setitem(app.config, "SMTP_HOST", "127.0.0.1")
    monkeypatch.setitem(app.config, "SMTP_PORT", post_office.port)
    ring(at)
    assert len(post_office.letters) == 1
    letter = email.message_from_string(post_office.letters[0])
    body = letter.get_payload(decode=True).decode()
    assert "您有1条提醒" in body
    assert "张三" not in post_office.letters[0] + body
    assert letter["To"] == "triage-officer@office.example"


def test_a_server_that_does_not_answer_is_tried_again(app, db, at, monkeypatch):
    monkeypatch.setitem(app.config, "SMTP_HOST", "127.0.0.1")
    monkeypatch.setitem(app.config, "SMTP_PORT", 1)
    with at("2026-03-04T10:00"):
        a_plan(an_officer())
        run_once()
    job = db.session.scalars(MAILS).one()
    assert (job.name, job.state, job.tries) == ("reminders.mail", "queued", 1)
    assert "127.0.0.1" not in job.last_error
