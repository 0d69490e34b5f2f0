"""The command line against a running server."""

import json
import os
import pty
import sqlite3
import subprocess
import zipfile

import pytest

from codes import read_terminal_code
from maker import LOGINS, Maker
from steward import BINARY, SAMPLES, Server, done, environment, refused, run


@pytest.fixture(scope="module")
def maker(server):
    return Maker(server)


@pytest.fixture
def site(tmp_path):
    """The smallest package that runs at once."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html><title>你好</title><p>你好")
    return folder


# Help and usage


COMMANDS = [
    [], ["serve"], ["user"], ["user", "add"], ["user", "password"], ["user", "disable"], ["user", "enable"], ["upload"],
    ["user", "links"], ["user", "sessions"], ["user", "token"], ["user", "revoke"],
    ["preview"], ["versions"], ["delete"], ["inspect"], ["verify"], ["migrate"], ["submit"], ["withdraw"], ["return"],
    ["review"], ["reviews"], ["gray"], ["replace"], ["release"], ["rollback"], ["offline"], ["history"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(command):
    text = done(*command, "--help")
    assert "USAGE: steward" in text
    assert "Example:" in text


@pytest.mark.parametrize(
    "arguments",
    [
        ["dance"],
        ["upload"],
        ["upload", "--project", ".", "--number", "1.2"],
        ["upload", "--project", SAMPLES / "hill-coffee"],
        ["upload", "--project", SAMPLES / "hill-coffee", "--server", "here", "--token", "t", "--app", "2021000000000001"],
        ["upload", "--project", SAMPLES / "hill-coffee", "--server", "http://h", "--token", "t", "--app", "7"],
        ["delete", "1.2.3"],
        ["delete", "x", "--yes"],
        ["versions", "--after", "x"],
        ["user", "add", "somebody"],
        ["user", "add", "somebody", "--name", "n", "--token-days", "9999"],
        ["user", "links", "--limit", "0", "--public-url", "http://h"],
        ["user", "token", "somebody", "--days", "9999"],
        ["serve", "--address", "nonsense"],
        ["serve", "--address", "127.0.0.1:99999"],
        ["serve", "--time-zone", "Mars/Base"],
        ["serve", "--trusted-proxy", "somewhere"],
        ["serve", "--tls-key", "only.pem"],
        ["serve", "--public-url", "steward.example.com"],
        ["serve", "--public-url", "ftp://steward.example.com"],
        ["serve", "--public-url", "https://steward.example.com/steward"],
    ],
    ids=lambda arguments: " ".join(map(str, arguments)),
)
def test_wrong_usage_is_64(arguments, tmp_path):
    data = ["--data", tmp_path] if arguments[0] in ("serve", "user") else []
    refused(*arguments, *data, code=64)


# People


def test_people_are_added_beside_a_running_server(server, maker):
    status, _, body = server.call("GET", "/api/v1/apps", maker.token)
    assert status == 200
    assert [app["app_id"] for app in json.loads(body)["items"]] == [maker.app]


def test_a_login_is_given_once(server, maker):
    line = refused("user", "add", maker.login, "--name", "另一人", "--token", "--data", server.data)
    assert "LOGIN_TAKEN" in line


def test_a_refusal_comes_in_the_language_of_the_locale(server, maker):
    arguments = ["user", "add", maker.login, "--name", "另一人", "--token", "--data", server.data]
    assert "登录名" in refused(*arguments, LC_ALL="zh_CN.UTF-8")


def test_a_password_comes_from_standard_input(server):
    login = next(LOGINS)
    done("user", "add", login, "--name", "读入", "--password-stdin", "--data", server.data, stdin="correct horse 7\n")
    done("user", "password", login, "--password-stdin", "--data", server.data, stdin="battery staple 8\n")
    refused("user", "password", login, "--password-stdin", "--data", server.data, stdin="")
    refused("user", "password", "nobody-here", "--password-stdin", "--data", server.data, stdin="battery staple 8\n")


def test_who_is_disabled_has_no_tokens_any_more(server):
    other = Maker(server)
    done("user", "disable", other.login, "--data", server.data)
    line = refused("versions", *other.options)
    assert "token" in line
    done("user", "enable", other.login, "--data", server.data)
    refused("versions", *other.options)


def test_links_are_listed_page_by_page(server):
    data = ["--public-url", server.url, "--data", server.data]
    made = [json.loads(done("user", "invite", "--note", f"第 {n} 个", "--json", *data)) for n in range(2)]
    first = json.loads(done("user", "links", "--limit", "1", "--json", *data))
    assert [(link["id"], link["url"]) for link in first["items"]] == [(made[1]["id"], made[1]["url"])]
    second = json.loads(done("user", "links", "--limit", "1", "--after", first["next"], "--json", *data))
    assert [link["id"] for link in second["items"]] == [made[0]["id"]]
    done("user", "uninvite", made[0]["id"], "--data", server.data)
    text = done("user", "links", *data)
    assert made[1]["url"] in text
    assert made[0]["url"] not in text


def test_a_token_for_somebody_who_is_there_until_all_are_revoked(server):
    other = Maker(server)
    data = ["--data", server.data]
    made = json.loads(done("user", "token", other.login, "--name", "夜里构建", "--days", "7", "--json", *data))
    assert made["login"] == other.login
    listed = json.loads(server.call("GET", "/api/v1/me/tokens", made["token"])[2])
    assert "夜里构建" in [token["name"] for token in listed["items"]]
    messages = json.loads(server.call("GET", "/api/v1/messages", made["token"])[2])
    assert any("令牌" in message["title"] for message in messages["items"])
    assert "Revoked: 2 tokens" in done("user", "revoke", other.login, *data)
    for token in (made["token"], other.token):
        assert server.call("GET", "/api/v1/me", token)[0] == 401
    assert "PERSON_UNKNOWN" in refused("user", "token", "nobody-here", *data)
    assert "PERSON_UNKNOWN" in refused("user", "revoke", "nobody-here", *data)


# Uploading


def test_a_folder_becomes_a_version(maker, site):
    answer = maker.upload(
        site, "--description", "第一版", "--commit", "0a1b2c3", "--branch", "main", "--build-url", "https://ci.example/7"
    )
    assert answer["status"] == "INIT"
    assert answer["layout"] == "web"
    version = maker.version(answer["version"])
    assert version["description"] == "第一版"
    assert (version["commit"], version["branch"], version["build_url"]) == ("0a1b2c3", "main", "https://ci.example/7")


def test_numbers_only_grow_and_next_takes_the_next(maker, site):
    assert maker.upload(site, "--number", "2.0.0")["version"] == "2.0.0"
    assert "VERSION_NUMBER_NOT_LARGER" in refused("upload", *maker.options, "--project", site, "--number", "2.0.0")
    assert "VERSION_NUMBER_NOT_LARGER" in refused("upload", *maker.options, "--project", site, "--number", "1.9.9")
    assert maker.upload(site, "--number", "next")["version"] == "2.0.1"
    assert maker.upload(site)["version"] == "2.0.2"


def test_the_same_folder_is_the_same_package(maker, site, tmp_path):
    one = maker.upload(site)
    with zipfile.ZipFile(tmp_path / "by-hand.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(site / "index.html", "index.html")
    other = maker.upload(tmp_path / "by-hand.zip")
    again = maker.upload(site)
    assert one["sha256"] == again["sha256"] != other["sha256"]


def test_the_project_s_own_settings_are_honoured(maker, tmp_path):
    project = tmp_path / "project"
    for name in ["dist/index.html", "dist/notes.md", "dist/.env", "src/main.ts", "README.md"]:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text("<!doctype html><title>x</title>")
    (project / "mini.project.json").write_text('{"miniprogramRoot": "dist", "uploadExclude": ["**/*.md"]}')
    assert json.loads(done("inspect", project, "--json"))["fileCount"] == 1
    assert maker.version(maker.upload(project)["version"])["inspection"]["errors"] == 0


def test_the_experience_version_s_code_can_be_scanned_off_the_terminal(maker, site):
    text = done("upload", *maker.options, "--project", site, "--experience")
    link = read_terminal_code(text)
    assert link in text
    assert link.startswith(maker.server.url + "/e/")
    assert "experience version" in done("versions", *maker.options).splitlines()[0]


def test_findings_are_printed_and_do_not_stop_an_upload(maker, site):
    (site / "pay.js").write_text("const appSecret = 'b7e1f5c09a834d62b1c45e0f7a92d3c8e6f01b24'\n")
    text = done("upload", *maker.options, "--project", site)
    assert "pay.js:1" in text
    assert "1 warning" in text


def test_a_terminal_sees_a_progress_bar(maker, site):
    ours, theirs = pty.openpty()
    command = [str(BINARY), "upload", *maker.options, "--project", str(site)]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=theirs) as process:
        process.stdout.read()
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert process.returncode == 0
    assert "100 %" in shown


def test_source_maps_are_kept_beside_and_never_served(maker, site, tmp_path):
    maps = tmp_path / "maps"
    maps.mkdir()
    refused("upload", *maker.options, "--project", site, "--source-maps", maps)
    (maps / "index.js.map").write_text("{}")
    before = set((maker.server.data / "blobs").rglob("*"))
    maker.upload(site, "--source-maps", maps)
    assert len(set((maker.server.data / "blobs").rglob("*")) - before) > 0


@pytest.mark.parametrize(
    "content",
    [b"", b"not a ZIP", b"PK\x03\x04 but no archive", b"PK\x05\x06" + bytes(18)],
    ids=["empty", "text", "beginning", "end"],
)
def test_what_is_no_package_is_refused_in_one_line(maker, tmp_path, content):
    before = done("versions", *maker.options)
    (tmp_path / "package.zip").write_bytes(content)
    result = run("upload", *maker.options, "--project", tmp_path / "package.zip")
    if result.returncode == 0:
        # An archive without entries is one: it becomes a version with errors.
        assert "error" in result.stdout
        return
    assert len(result.stderr.strip().splitlines()) == 1
    assert done("versions", *maker.options) == before


def test_too_large_is_refused_before_anything_is_sent(tmp_path):
    (tmp_path / "large.zip").write_bytes(bytes(20 * 1024 * 1024 + 1))
    nowhere = ["--server", "http://127.0.0.1:1", "--token", "t", "--app", "2021000000000001"]
    assert "20 MB" in refused("upload", *nowhere, "--project", tmp_path / "large.zip")


def test_at_the_limit_the_oldest_goes_if_asked_for(server, site):
    other = Maker(server)
    first = other.upload(site)["version"]
    for _ in range(19):
        other.upload(site)
    assert "20" in refused("upload", *other.options, "--project", site)
    assert other.upload(site, "--prune")["pruned"] == first
    assert other.version(first) is None


# Previews, lists, deleting


def test_a_preview_takes_no_number(maker, site):
    before = done("versions", *maker.options)
    text = done("preview", *maker.options, "--project", site)
    assert read_terminal_code(text).startswith(maker.server.url)
    assert done("versions", *maker.options) == before


def test_deleting_asks_and_the_experience_version_needs_a_word_more(maker, site):
    number = maker.upload(site, "--experience")["version"]
    refused("delete", number, *maker.options, code=64)
    assert "EXPERIENCE" in refused("delete", number, "--yes", *maker.options)
    done("delete", number, "--yes", "--cancel-experience", *maker.options)
    assert maker.version(number) is None
    refused("delete", number, "--yes", *maker.options)


def test_lists_are_json_if_asked_for(maker):
    listed = json.loads(done("versions", *maker.options, "--json"))
    assert set(listed) == {"items", "next"}
    assert listed["items"][0]["app_id"] == maker.app


def test_options_come_from_the_environment(maker):
    settings = {"STEWARD_SERVER": maker.server.url, "STEWARD_TOKEN": maker.token, "STEWARD_APP": maker.app}
    assert done("versions", **settings) == done("versions", *maker.options)


# Servers that do not answer as hoped


def test_a_server_that_is_not_there_is_one_line(site):
    rest = ["--token", "t", "--app", "2021000000000001"]
    assert "Connection refused" in refused("versions", "--server", "http://127.0.0.1:1", *rest)
    refused("versions", "--server", "http://nowhere.invalid", *rest)


def test_a_wrong_token_and_a_strange_mini_program_are_one_line(server, maker):
    wrong = ["--server", server.url, "--token", "stw_wrong", "--app", maker.app]
    assert "token" in refused("versions", *wrong)
    strange = ["--server", server.url, "--token", maker.token, "--app", "2021999999999999"]
    assert "NOT_FOUND" in refused("versions", *strange)


# Without a server


@pytest.mark.parametrize("sample", ["hill-coffee", "green-booking", "drifting-books"])
def test_the_samples_pass_the_inspection(sample):
    assert "0 errors" in done("inspect", SAMPLES / sample).replace("No errors", "0 errors")


def test_an_inspection_with_errors_fails(tmp_path):
    (tmp_path / "app.json").write_text('{"pages": ["pages/gone/gone"]}')
    (tmp_path / "app.js").write_text("App({})")
    result = run("inspect", tmp_path)
    assert result.returncode == 1
    assert "pages/gone/gone" in result.stdout
    refused("inspect", tmp_path / "nothing-here")


# The data themselves


def test_a_changed_journal_shows(tmp_path):
    done("user", "add", "somebody", "--name", "某人", "--token", "--data", tmp_path)
    assert "sound" in done("verify", "--data", tmp_path)
    with sqlite3.connect(tmp_path / "steward.db") as database:
        database.execute("UPDATE journal SET payload = replace(payload, 'person', 'persom') WHERE sequence = 1")
    assert "broken at entry 1" in refused("verify", "--data", tmp_path)


def test_verify_changes_nothing(tmp_path):
    done("user", "add", "somebody", "--name", "某人", "--token", "--data", tmp_path)
    with sqlite3.connect(tmp_path / "steward.db") as database:
        database.execute("DELETE FROM schema_migration WHERE number > 1")
    assert "sound" in done("verify", "--data", tmp_path)
    with sqlite3.connect(tmp_path / "steward.db") as database:
        assert database.execute("SELECT count(*) FROM schema_migration").fetchone() == (1,)
        database.executescript("DROP TABLE schema_migration")
    assert "steward migrate" in refused("verify", "--data", tmp_path)


def test_where_there_is_no_steward_none_is_made(tmp_path):
    folder = tmp_path / "mistyped"
    for command in [["verify"], ["user", "disable", "lin"], ["user", "enable", "lin"]]:
        assert str(folder) in refused(*command, "--data", folder)
    refused("user", "password", "lin", "--password-stdin", "--data", folder, stdin="correct horse 7\n")
    assert not folder.exists()


def test_migrate_can_be_repeated(tmp_path):
    done("migrate", "--data", tmp_path)
    done("migrate", "--data", tmp_path)


def test_a_taken_port_and_a_bad_database_are_one_line(server, tmp_path):
    taken = server.url.removeprefix("http://")
    refused("migrate", "--data", tmp_path, "--database", "mysql://here")
    result = run("serve", "--data", tmp_path, "--address", taken)
    assert result.returncode == 1
    line = result.stderr.strip().splitlines()[-1]
    assert taken in line and "in use" in line and "--address" in line
    assert "no address of this machine" in run("serve", "--data", tmp_path, "--address", "192.0.2.77:8080").stderr


def test_a_new_installation_waits_behind_a_code(tmp_path):
    server = Server(tmp_path)
    try:
        status, headers, _ = server.call("GET", "/")
        assert status in (200, 303)
        assert "/set-up" in server.log.read_text()
    finally:
        server.stop()
