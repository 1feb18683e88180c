"""A service of the demonstration's workspace at a port of its own, for the checks that ask it from outside."""

import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading


def command(program, *words, workspace=None):
    """What a command of the program prints, as JSON; it must end well."""
    where = ["--workspace", workspace] if workspace else []
    outcome = subprocess.run([program, *words, "--json", *where], capture_output=True, text=True, check=False)
    if outcome.returncode != 0:
        raise RuntimeError(f"{' '.join(words)} ended with {outcome.returncode}: {outcome.stderr[-800:]}")
    return json.loads(outcome.stdout) if outcome.stdout.strip() else None


class Service:
    """A service that runs: its port, its process, and tokens of a provider and of a curator."""

    def __init__(self, program, folder, settings=()):
        self.program, self.folder = program, folder
        self.workspace = os.path.join(folder, "workspace")
        self.tokens = {}
        for name, provider, scope in (
            ("provider", "HOTLINE_MY", "submit"), ("other", "TALIAN_HARAPAN", "submit"), ("curator", "POLIS_DEMO", "curate"),
        ):
            self.tokens[name] = command(
                program, "token", "issue", "--provider", provider, "--scope", scope, workspace=self.workspace)["token"]
        words = [program, "serve", "--listen", "127.0.0.1:0", "--json", "--workspace", self.workspace, *settings]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        # Its log is read all the while, so that it never waits to be; the last lines tell why it ended.
        self.log = []
        threading.Thread(target=self._read_log, daemon=True).start()
        self.port = self._port()

    def _port(self):
        text = ""
        for line in self.process.stdout:
            text += line
            with contextlib.suppress(ValueError):
                return json.loads(text)["port"]
        raise RuntimeError("the service does not start: " + "".join(self.log[-5:]))

    def _read_log(self):
        for line in self.process.stderr:
            self.log.append(line)
            del self.log[:-200]

    def ask(self, method, target, token=None, headers=None, body=None, timeout=60):
        """One request; status, headers and content."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            headers = dict(headers or {})
            if token:
                headers["Authorization"] = "Bearer " + self.tokens.get(token, token)
            connection.request(method, target, body=body, headers=headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def connect(self, timeout=30):
        """A socket to it."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=timeout)

    def memory(self):
        """The most memory that it has taken so far, in bytes."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmHWM:"))

    def state(self):
        """What must stay as it is: submissions, releases, and the log."""
        asked = [command(self.program, words, workspace=self.workspace) for words in ("submissions", "releases", "budget")]
        return asked, command(self.program, "verify", workspace=self.workspace)

    def stop(self):
        """Ends it; it must end well."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(60)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
            raise RuntimeError("the service does not end when told to")
        if self.process.returncode != 0:
            raise RuntimeError(f"the service ended with {self.process.returncode}: {''.join(self.log[-5:])}")


# A check asks from one address, more than anyone should.
UNLIMITED = (
    "--requests-per-second", "0", "--token-requests-per-second", "0", "--bad-tokens-per-second", "0",
    "--connections-per-address", "0",
)


@contextlib.contextmanager
def demonstration(program, settings=UNLIMITED):
    """Serves the workspace of a demonstration of its own."""
    folder = tempfile.mkdtemp(prefix="lindung-serving-")
    try:
        command(program, "demo", "--out", folder)
        service = Service(program, folder, settings)
        try:
            yield service
        finally:
            service.stop()
    finally:
        shutil.rmtree(folder)
