"""Jobs: done once, tried again, shown; and the lease of the one who does them."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.errors import DomainError, NotFound
from app.jobs import commands, lease, performing, queries
from app.jobs.models import Job, JobLease
from app.jobs.registry import TASKS, Task, task
from app.journal.models import AdminEvent
from tests.factories import an_officer, the_unit


@pytest.fixture
def work(monkeypatch):
    """Register a task that notes how it was called, and fails while told to."""
    calls, fails = [], {"left": 0}

    def do(**args):
        calls.append(args)
        if fails["left"]:
            fails["left"] -= 1
            raise RuntimeError("身份证 610115199001011234")

    monkeypatch.setitem(TASKS, "test.work", Task("test.work", do, retries=2, wait=60))
    return calls, fails


def only_job(db):
    db.session.expire_all()
    ours = Job.name.in_(("test.work", "gone"))
    return db.session.scalars(sa.select(Job).where(ours)).one()


def test_a_job_is_done_with_its_arguments(db, work):
    calls, _fails = work
    commands.enqueue("test.work", petition_id=7)
    assert performing.run_once() == (1, 0)
    assert calls == [{"petition_id": 7}]
    job = only_job(db)
    assert (job.state, job.tries, job.last_error) == ("done", 1, "")
    assert job.started_at is not None
    assert performing.run_once() == (0, 0)


def test_a_job_of_a_command_that_is_taken_back_is_never_done(db, work):
    from app.core.db import atomic

    @atomic
    def refused():
        commands.enqueue("test.work")
        raise DomainError("no")

    with pytest.raises(DomainError):
        refused()
    assert performing.run_once() == (0, 0)
    assert work[0] == []


def test_what_fails_is_tried_again_after_longer_and_longer_pauses(db, work, at):
    work[1]["left"] = 9
    with at("2026-03-04T10:00"):
        commands.enqueue("test.work")
        performing.run_once()
        job = only_job(db)
        assert (job.state, job.tries) == ("queued", 1)
        assert job.scheduled_for == clock.now() + timedelta(seconds=60)
        assert performing.run_once() == (0, 0)
    with at("2026-03-04T10:01"):
        performing.run_once()
        assert only_job(db).scheduled_for == clock.now() + timedelta(seconds=120)
    with at("2026-03-04T10:03"):
        performing.run_once()
    job = only_job(db)
    assert (job.state, job.tries) == ("failed", 3)


def test_an_error_is_shown_by_kind_and_number_and_told_by_the_log(db, work, caplog):
    work[1]["left"] = 9
    commands.enqueue("test.work")
    performing.run_once()
    kind, number = only_job(db).last_error.split()
    assert kind == "RuntimeError"
    assert number in caplog.text


def test_two_workers_never_do_the_same_job(db, work):
    job_id = commands.enqueue("test.work").id
    assert performing.perform(job_id) is True
    assert performing.perform(job_id) is False
    assert len(work[0]) == 1


def test_what_a_dead_worker_had_begun_is_taken_up_again(db, work):
    job_id = commands.enqueue("test.work").id
    performing._claim(job_id)
    assert performing.run_once() == (0, 0), "it runs, as far as anybody knows"
    assert performing.take_up_again() == 1
    assert performing.run_once() == (1, 0)
    assert only_job(db).tries == 2


def test_what_kills_its_worker_again_and_again_has_failed(db, work):
    job_id = commands.enqueue("test.work").id
    for _death in range(3):
        performing._claim(job_id)
        performing.take_up_again()
    job = only_job(db)
    assert (job.state, job.last_error) == ("failed", "WorkerLost")


def test_a_task_that_nobody_knows_any_more_fails(db):
    now = clock.now()
    db.session.add(Job(name="gone", args={}, state="queued", created_at=now, scheduled_for=now))
    db.session.commit()
    assert performing.run_once() == (0, 1)
    assert only_job(db).last_error.startswith("LookupError")


def test_only_registered_tasks_are_put_off(db):
    with pytest.raises(KeyError):
        commands.enqueue("test.unheard")
    with pytest.raises(ValueError, match="two tasks"):
        task("reminders.mail")(lambda: None)


def test_done_jobs_are_forgotten_after_a_month(db, work, at):
    with at("2026-03-04T10:00"):
        commands.enqueue("test.work")
        performing.run_once()
    with at("2026-04-10T10:00"):
        performing.run_once()
    assert db.session.scalars(sa.select(Job).where(Job.name == "test.work")).all() == []


# ---- the lease ------------------------------------------------------------------------------


def test_one_holds_the_lease_until_it_falls_silent(db, at):
    with at("2026-03-04T10:00"):
        assert lease.take("a", seconds=30)
        assert not lease.take("b", seconds=30)
        assert lease.take("a", seconds=30)
    with at("2026-03-04T10:01"):
        assert lease.take("b", seconds=30)
        assert not lease.take("a", seconds=30)
        lease.give_back("a")
        assert not lease.take("a", seconds=30)
        lease.give_back("b")
    with at("2026-03-04T10:02"):
        assert lease.take("a", seconds=30)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(JobLease)) == 1


# ---- the page and the terminal ----------------------------------------------------------------


@pytest.fixture
def failed(db, work):
    work[1]["left"] = 1
    job = commands.enqueue("test.work")
    performing._claim(job.id)
    performing._end(job.id, error="RuntimeError 00000000")
    return job.id


def test_a_failed_job_is_shown_and_tried_again(page, db, failed, work):
    work[1]["left"] = 0
    reader = page(an_officer("System administrator"))
    shown = reader.get("/jobs/").get_data(as_text=True)
    assert "RuntimeError 00000000" in shown
    assert "失败" in shown
    assert "已安排重试" in reader.post(f"/jobs/{failed}/retry").get_data(as_text=True)
    assert performing.run_once() == (1, 0)
    events = db.session.scalars(sa.select(AdminEvent).where(AdminEvent.tag == "job.retried")).all()
    assert len(events) == 1


def test_only_what_has_failed_is_tried_again(as_, db, work):
    job_id = commands.enqueue("test.work").id
    client = as_(an_officer("System administrator"))
    assert client.post(f"/jobs/{job_id}/retry").status_code == 409
    assert client.post("/jobs/999/retry").status_code == 404
    assert client.get("/jobs/?state=lost").status_code == 404
    with pytest.raises(NotFound):
        queries.job_with(999)


@pytest.mark.parametrize("role", ["Triage officer", "Security administrator"])
def test_jobs_are_for_system_administrators(as_, db, failed, role):
    client = as_(an_officer(role))
    assert client.get("/jobs/").status_code == 403
    assert client.post(f"/jobs/{failed}/retry").status_code == 403


def test_jobs_are_the_installations_and_refused_below_the_top(as_, db, failed):
    county = as_(an_officer("System administrator", the_unit("YL"), full_name="阎良管理员"))
    assert county.get("/jobs/").status_code == 403
    assert county.post(f"/jobs/{failed}/retry").status_code == 403
    db.session.expire_all()
    assert queries.job_with(failed).state == "failed"
    home = county.get("/").text
    assert "/jobs/" not in home
    assert "/jobs/?state=failed" in as_(an_officer("System administrator")).get("/").text


def test_the_terminal_lists_and_does_them(app, db, failed, work):
    run = app.test_cli_runner().invoke
    listed = run(args=["jobs"]).output
    assert "consumer: none" in listed
    assert "test.work" in listed
    assert "failed" in listed
    assert "test.work" not in run(args=["jobs", "--state", "done"]).output
    commands.enqueue("test.work")
    work[1]["left"] = 0
    assert run(args=["jobs", "--run-once"]).output.strip() == "1 done, 0 failed"
    assert "done" in run(args=["jobs", "--state", "all"]).output


def begun_by(holder, db, *, seconds):
    """Let somebody hold the lease for so long, and have begun a job."""
    job_id = commands.enqueue("test.work").id
    lease.take(holder, seconds=seconds)
    performing._claim(job_id)
    db.session.remove()


def test_the_terminal_takes_up_again_what_a_dead_run_left_behind(app, db, work):
    begun_by("dead:1", db, seconds=-1)
    run = app.test_cli_runner().invoke
    assert run(args=["jobs", "--run-once"]).output.strip() == "1 done, 0 failed"
    assert (only_job(db).state, only_job(db).tries) == ("done", 2)
    assert lease.take("next:2", seconds=0), "the lease was given back"


def test_the_terminal_leaves_the_work_to_who_is_at_it(app, db, work):
    begun_by("alive:1", db, seconds=60)
    run = app.test_cli_runner().invoke
    assert run(args=["jobs", "--run-once"]).output.strip() == "Another process does the work."
    assert (only_job(db).state, work[0]) == ("running", [])
