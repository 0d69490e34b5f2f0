"""TLS by Steward itself: installable pages and cookies that never travel in the clear."""

import ssl
import subprocess
import time
import urllib.error
import urllib.request

import steward


def certificate(folder):
    """A certificate for this machine, made for the occasion."""
    chain, key = folder / "chain.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", chain],
        check=True, capture_output=True,
    )
    return chain, key


def test_pages_over_tls_with_secure_cookies(tmp_path):
    chain, key = certificate(tmp_path)
    trust = ssl.create_default_context(cafile=str(chain))
    port = steward.free_port()
    url = f"https://127.0.0.1:{port}"
    server = subprocess.Popen(
        [steward.BINARY, "serve", "--demo", "--data", tmp_path / "data", "--address", f"127.0.0.1:{port}",
         "--tls-certificate", chain, "--tls-key", key],
        env=steward.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(400):
            try:
                urllib.request.urlopen(url + "/readyz", context=trust, timeout=5).close()
                break
            except (urllib.error.URLError, OSError):
                assert server.poll() is None
                time.sleep(0.05)
        request = urllib.request.Request(url + "/sign-in/demo", data=b"login=lin", headers={"origin": url})
        keep = urllib.request.build_opener(urllib.request.HTTPSHandler(context=trust), KeepRedirect())
        answer = keep.open(request, timeout=30)
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-steward_session=")
        assert "Secure" in cookie and "HttpOnly" in cookie and "SameSite=Lax" in cookie
        assert answer.headers["strict-transport-security"]
    finally:
        server.terminate()
        assert server.wait(timeout=30) == 0


def test_a_certificate_without_its_key_is_a_wrong_usage(tmp_path):
    chain, _ = certificate(tmp_path)
    steward.refused("serve", "--data", tmp_path / "data", "--tls-certificate", chain, code=64)


def test_a_file_that_is_no_certificate_or_no_key_is_named(tmp_path):
    chain, key = certificate(tmp_path)
    (tmp_path / "text.pem").write_text("no certificate")
    for names in [(tmp_path / "gone.pem", key), (tmp_path / "text.pem", key), (chain, chain)]:
        options = ["--tls-certificate", names[0], "--tls-key", names[1]]
        line = steward.refused("serve", "--data", tmp_path / "data", *options)
        assert str(tmp_path) in line and "--tls-" in line


class KeepRedirect(urllib.request.HTTPRedirectHandler):
    """Gives a redirect as the answer that it is."""

    def http_error_303(self, request, answer, code, message, headers):
        return answer
