"""What the server's own file of settings promises about the process that works."""

import subprocess
import sys

from tests.jobs.processes import ROOT

# In a process of its own: what is asked to happen at a fork happens at every later one.
SLOW_START = """
import logging, os, runpy, subprocess, threading, time
from types import SimpleNamespace

begun, done = threading.Event(), threading.Event()

class Slow:
    pid = 0
    def __init__(self, command):
        begun.set()
        time.sleep(0.3)
        done.set()
    def wait(self):
        time.sleep(60)
    def poll(self):
        return 0

subprocess.Popen = Slow
settings = runpy.run_path("gunicorn.conf.py")
settings["when_ready"](SimpleNamespace(log=logging.getLogger()))
begun.wait()
if os.fork() == 0:
    os._exit(0 if done.is_set() else 1)
print(os.waitstatus_to_exitcode(os.wait()[1]))
"""


def test_no_worker_is_forked_while_the_consumer_is_being_started():
    said = subprocess.run(
        [sys.executable, "-c", SLOW_START], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert said.stdout == "0\n", said.stderr
