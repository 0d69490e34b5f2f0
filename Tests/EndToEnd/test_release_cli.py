"""A version's way to the users, by the command line: submit, review, gray, release, roll back, take offline."""

import datetime
import json
import os
import pty
import subprocess
import zoneinfo

import pytest

from release_line import DESCRIPTION, Line, make_files
from steward import BINARY, Server, done, environment, refused, run, until


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return make_files(tmp_path_factory.mktemp("release"))


@pytest.fixture
def line(server, files):
    return Line(server, files)


def start(*arguments, **pipes):
    """Runs `steward` beside the test."""
    command = list(map(str, [BINARY, *arguments]))
    settings = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, env=environment(), text=True, **(settings | pipes))


class OnTerminal:
    """`steward` with a terminal as its standard input and standard error."""

    def __init__(self, *arguments):
        self.ours, theirs = pty.openpty()
        self.process = start(*arguments, stdin=theirs, stderr=theirs)
        os.close(theirs)
        self.shown = ""

    def until_shown(self, text):
        while text not in self.shown:
            self.shown += os.read(self.ours, 4096).decode(errors="replace")

    def type(self, text):
        os.write(self.ours, f"{text}\n".encode())

    def end(self):
        """The exit code and what was printed."""
        output = self.process.stdout.read()
        code = self.process.wait(timeout=60)
        os.close(self.ours)
        return code, output


# The whole way


def test_from_submission_to_a_roll_back_and_offline(line):
    line.released("1.0.0")
    line.upload("1.1.0")
    submitted = json.loads(done(*line.submission("1.1.0", "--memo", "请用测试账号", "--test-account", "demo", "--json")))
    assert submitted["status"] == "AUDITING"
    assert submitted["submission"]["state"] == "waiting"

    reason = "white_screen:弱网下首页白屏超过十秒。"
    white = f"1:{line.files / 'white.png'}"
    rejected = done(
        "review", "1.1.0", "--reject", "--reason", reason, "--reason", "other:客服电话打不通。", "--picture", white,
        *line.reviewer, "--json",
    )  # fmt: skip
    assert json.loads(rejected)["status"] == "AUDIT_REJECT"
    waited = run("versions", "1.1.0", "--wait", *line.options)
    assert waited.returncode == 1
    assert "弱网下首页白屏超过十秒。" in waited.stdout and "客服电话打不通。" in waited.stdout
    assert "/pictures/" in waited.stdout
    assert len(waited.stderr.strip().splitlines()) == 1 and "rejected" in waited.stderr

    assert line.json("return", "1.1.0")["status"] == "INIT"
    waiting = start(*line.submission("1.1.0", "--wait"))
    until("it is with the reviewers", lambda: line.maker.status("1.1.0") == "AUDITING")
    assert waiting.poll() is None
    assert line.approve("1.1.0")["status"] == "WAIT_RELEASE"
    output, errors = waiting.communicate(timeout=60)
    assert (waiting.returncode, errors) == (0, "")
    assert "Approved" in output

    soon = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
    begun = line.json("gray", "1.1.0", "10", "--at", soon.strftime("%Y-%m-%dT%H:%M:%SZ"), "33.3")
    assert begun["gray"]["percent"] == 10
    assert begun["gray"]["schedule"] == [{"at": soon.strftime("%Y-%m-%dT%H:%M:%S.000Z"), "percent": 33.3}]
    for option, state in [("--pause", "paused"), ("--resume", "running"), ("--stop-schedule", "stopped")]:
        assert line.json("gray", "1.1.0", option)["gray"]["schedule_state"] == state
    assert line.json("gray", "1.1.0", "50")["gray"]["percent"] == 50
    assert line.json("release", "1.1.0", "--yes")["status"] == "RELEASE"
    assert line.maker.status("1.0.0") == "OFFLINE"
    rolled = line.json("rollback", "--yes")
    assert (rolled["version"], rolled["status"], rolled["rolled_back_to"]) == ("1.1.0", "OFFLINE", "1.0.0")
    assert line.json("offline", "1.0.0", "--yes")["status"] == "OFFLINE"

    told = done("history", "1.1.0", *line.options)
    assert [word for word in ["uploaded", "rejected", "approved", "rolled back"] if word not in told] == []
    events = [item["event"] for item in line.json("history", "1.1.0")["items"]]
    assert events[0] == "version.uploaded" and events[-1] == "version.rolled_back"
    periods = line.json("history")["items"]
    assert [period["version"] for period in periods if period["stage"] == "release"] == ["1.0.0", "1.1.0", "1.0.0"]
    assert "1.1.0 gray, 50 %" in done("history", *line.options)


def test_a_hotfix_takes_over_the_gray_release(line):
    line.upload("1.0.0")
    done(*line.submission("1.0.0", "--gray", "25"))
    line.approve("1.0.0")
    line.upload("1.0.1")
    assert "CAN_NOT_SUBMIT_WITH_AUDIT_GRAY" in refused(*line.submission("1.0.1"))
    assert "GRAY_VERSION_NOT_EXIST" in refused(*line.submission("1.0.1", "--replaces", "0.9.0"))
    assert json.loads(done(*line.submission("1.0.1", "--replaces", "1.0.0", "--json")))["replaces"] == "1.0.0"
    line.approve("1.0.1")
    assert "possible: return, replace" in done("versions", "1.0.1", *line.options)
    assert line.json("replace", "1.0.1", "--yes")["gray"]["percent"] == 25
    assert line.json("gray", "1.0.1", "--end", "--yes")["status"] == "WAIT_RELEASE"


def test_a_schedule_is_carried_out_by_the_server(line):
    line.upload("1.0.0")
    done(*line.submission("1.0.0"))
    line.approve("1.0.0")
    soon = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=3)
    done("gray", "1.0.0", "10", "--at", soon.isoformat(), "30", *line.options)
    gray = until("the step is taken", lambda: (g := line.maker.version("1.0.0")["gray"])["percent"] == 30 and g)
    assert (gray["schedule"], gray["schedule_state"]) == ([], "finished")
    assert "as scheduled" in done("history", "1.0.0", *line.options)


def test_times_are_those_of_this_machine(line):
    line.upload("1.0.0")
    done(*line.submission("1.0.0"))
    line.approve("1.0.0")
    here = datetime.datetime.now(zoneinfo.ZoneInfo("Asia/Shanghai")) + datetime.timedelta(days=2)
    here = here.replace(hour=10, minute=0, second=0, microsecond=0)
    typed = here.strftime("%Y-%m-%dT%H:%M")
    shown = done("gray", "1.0.0", "1", "--at", typed, "5", *line.options, TZ="Asia/Shanghai")
    assert f"5 % at {typed.replace('T', ' ')}" in shown
    planned = line.maker.version("1.0.0")["gray"]["schedule"][0]["at"]
    assert datetime.datetime.fromisoformat(planned) == here


# The reviewer


def test_the_reviewer_s_queue_and_claims(line):
    line.upload("1.0.0")
    done(*line.submission("1.0.0", "--express"))
    first = json.loads(done("reviews", *line.reviewer[:4], "--json"))["items"][0]
    assert first["express"] is True
    assert line.maker.app in done("reviews", *line.reviewer[:4])
    refused("reviews", *line.options)
    claimed = json.loads(done("review", "1.0.0", "--claim", *line.reviewer, "--json"))
    assert claimed["claimed_by"]["name"] == "沈砚"
    assert "in review by 沈砚" in done("review", "1.0.0", *line.reviewer)
    seen = done("review", "1.0.0", *line.options)
    assert "in review" in seen and "沈砚" not in seen
    assert json.loads(done("review", "1.0.0", "--give-back", *line.reviewer, "--json"))["claimed_by"] is None
    assert "FORBIDDEN" in refused("review", "1.0.0", "--approve", *line.options)
    done("withdraw", "1.0.0", *line.options)
    assert "AUDITING_VERSION_NOT_EXIST" in refused("review", "1.0.0", "--approve", *line.reviewer)


def test_a_forced_offline_needs_a_reason_that_members_read(line):
    line.released("1.0.0")
    refused("offline", "1.0.0", "--forced", "--yes", *line.reviewer, code=64)
    done("offline", "1.0.0", "--forced", "--reason", "收到多起无法退款的投诉", "--yes", *line.reviewer)
    assert "收到多起无法退款的投诉" in done("versions", "1.0.0", *line.options)
    assert line.json("versions", "1.0.0")["status"] == "AUDIT_OFFLINE"


def test_papers_are_sent_along(server, files):
    line = Line(server, files)
    line.maker.patch("", {"categories": ["0101"]})
    line.upload("1.0.0")
    assert "LICENSE_NO_IS_BLANK" in refused(*line.submission("1.0.0"))
    paper = f"食品经营许可证,JY13301060123456,山丘咖啡有限公司,long_term,{files / 'white.png'}"
    done(*line.submission("1.0.0", "--licence", paper))
    licence = line.json("review", "1.0.0")["submission"]["licences"][0]
    assert (licence["number"], len(licence["pictures"])) == ("JY13301060123456", 1)


# Refusals


def test_each_refusal_is_one_line_with_its_word(line):
    line.upload("1.0.0")
    for command, word in [
        (["withdraw", "1.0.0"], "AUDITING_VERSION_NOT_EXIST"),
        (["return", "1.0.0"], "CAN_NOT_BACK_DEV_WITHOUT_AUDIT"),
        (["gray", "1.0.0", "10"], "CAN_NOT_GRAY_WITHOUT_AUDIT_PASS"),
        (["gray", "1.0.0", "--end", "--yes"], "CAN_NOT_END_GRAY_WITHOUT_GRAY"),
        (["gray", "1.0.0", "--pause"], "GRAY_SCHEDULE_NOT_EXIST"),
        (["replace", "1.0.0", "--yes"], "CAN_NOT_GRAY_WITHOUT_AUDIT_PASS"),
        (["release", "1.0.0", "--yes"], "CAN_NOT_ONLINE_WITHOUT_GRAY"),
        (["offline", "1.0.0", "--yes"], "CAN_NOT_OFFLINE_WITHOUT_ONLINE"),
        (["rollback", "1.0.0", "--yes"], "CAN_NOT_ROLLBACK_WITHOUT_ONLINE"),
        (["rollback", "--yes"], "No version is released"),
        (["versions", "1.0.0", "--wait"], "never submitted"),
        (["versions", "7.7.7"], "NOT_FOUND"),
        (["history", "7.7.7"], "NOT_FOUND"),
    ]:
        assert word in refused(*command, *line.options), command
    assert "INVALID_VERSION_DESC_LENGTH" in refused(*line.submission("1.0.0", "--description", "短"))
    assert "cannot be read" in refused(*line.submission("1.0.0", "--screenshot", "nowhere.png"))
    assert line.maker.status("1.0.0") == "INIT"


@pytest.mark.parametrize(
    "arguments",
    [
        ["submit"], ["submit", "1.2"], ["submit", "1.0.0"], ["submit", "1.0.0", "--accept-agreement", "--licence", "a,b"],
        ["submit", "1.0.0", "--accept-agreement", "--gray", "0.001"], ["gray", "1.0.0"], ["gray", "1.0.0", "101"],
        ["gray", "1.0.0", "10", "--end"], ["gray", "1.0.0", "10", "--at", "2026-12-01T10:00"],
        ["gray", "1.0.0", "10", "--at", "tomorrow", "20"], ["gray", "1.0.0", "--end"],
        ["gray", "1.0.0", "--pause", "--at", "2026-12-01T10:00", "20"], ["release", "1.0.0"], ["release"],
        ["rollback", "1.0.0"], ["offline", "1.0.0"], ["offline", "1.0.0", "--forced"], ["replace", "1.0.0"],
        ["review", "1.0.0", "--approve", "--reject"], ["review", "1.0.0", "--reject"],
        ["review", "1.0.0", "--reject", "--reason", "ugly:不好看"],
        ["review", "1.0.0", "--reject", "--reason", "other:不好看", "--picture", "2:a.png"], ["versions", "--wait"],
        ["versions", "--status", "NEW"], ["history", "--day", "2026-02-30"], ["history", "1.0.0", "--day", "2026-02-20"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_64(arguments):
    """Nobody answers at that address: what is wrong shows before anything is sent."""
    nowhere = ["--server", "http://127.0.0.1:1", "--token", "t", "--app", "2021000000000001"]
    refused(*arguments, *nowhere, code=64)


# Asking


def test_on_a_terminal_it_asks_first(line):
    line.released("1.0.0")
    no = OnTerminal("offline", "1.0.0", *line.options)
    no.until_shown("Type 1.0.0")
    no.type("1.0.1")
    assert no.end()[0] == 1
    assert line.maker.status("1.0.0") == "RELEASE"
    line.upload("1.1.0")
    done(*line.submission("1.1.0", "--gray", "10"))
    line.approve("1.1.0")
    for answer, status in [("n", "GRAY"), ("", "GRAY"), ("y", "RELEASE")]:
        asked = OnTerminal("release", "1.1.0", *line.options)
        asked.until_shown("[y/N]")
        asked.type(answer)
        assert asked.end()[0] == (0 if answer == "y" else 1)
        assert line.maker.status("1.1.0") == status


def test_a_version_that_only_goes_forward_asks_for_its_number(line):
    line.released("1.0.0", "1.1.0")
    line.maker.patch("/versions/1.1.0", {"forward_only": True})
    assert "FORWARD_ONLY_CONFIRMATION_REQUIRED" in refused("rollback", "--yes", *line.options)
    asked = OnTerminal("rollback", *line.options)
    asked.until_shown("Type 1.1.0")
    asked.type("1.1.0")
    assert asked.end()[0] == 0
    assert line.maker.status("1.0.0") == "RELEASE"


def test_the_agreement_is_shown_before_it_is_accepted(line):
    line.upload("1.0.0")
    command = [word for word in line.submission("1.0.0") if word != "--accept-agreement"]
    refused(*command, code=64)
    asked = OnTerminal(*command)
    asked.until_shown("Do you accept it?")
    assert "Submission agreement" in asked.shown
    asked.type("y")
    assert asked.end()[0] == 0
    assert line.maker.status("1.0.0") == "AUDITING"


# Waiting


def test_waiting_shows_progress_on_a_terminal(line):
    line.upload("1.0.0")
    waiting = OnTerminal(*line.submission("1.0.0", "--wait", "--json"))
    waiting.until_shown("1.0.0: waiting for review, 0:00:0")
    line.approve("1.0.0")
    code, output = waiting.end()
    assert code == 0
    assert json.loads(output)["decision"] == "approve"


def test_who_waits_learns_of_a_withdrawal(line):
    line.upload("1.0.0")
    done(*line.submission("1.0.0"))
    waiting = start("versions", "1.0.0", "--wait", *line.options)
    done("withdraw", "1.0.0", *line.options)
    assert "withdrawn" in waiting.communicate(timeout=60)[1]
    assert waiting.returncode == 1


def test_waiting_goes_on_while_the_server_restarts(tmp_path, files):
    server = Server(tmp_path)
    try:
        line = Line(server, files)
        line.upload("1.0.0")
        done(*line.submission("1.0.0"))
        waiting = OnTerminal("versions", "1.0.0", "--wait", *line.options)
        waiting.until_shown("waiting for review")
        server.stop()
        waiting.until_shown("no answer from the server")
        server = Server(tmp_path, port=server.port)
        line.approve("1.0.0")
        assert waiting.end()[0] == 0
    finally:
        server.stop()
