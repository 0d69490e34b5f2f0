"""An authenticator app: RFC 6238, written from the document and not from the product."""

import base64
import hashlib
import hmac
import struct
import time
import urllib.parse


class Authenticator:
    def __init__(self, secret):
        self.key = base64.b32decode(secret.replace(" ", "").upper())
        self.used = set()

    @classmethod
    def scanned(cls, address):
        """From what the QR code holds."""
        parts = urllib.parse.urlsplit(address)
        assert (parts.scheme, parts.netloc) == ("otpauth", "totp"), address
        query = urllib.parse.parse_qs(parts.query)
        assert (query["algorithm"], query["digits"], query["period"]) == (["SHA1"], ["6"], ["30"]), address
        return cls(query["secret"][0])

    def at(self, step):
        digest = hmac.new(self.key, struct.pack(">Q", step), hashlib.sha1).digest()
        start = digest[-1] & 15
        number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
        return f"{number % 10**6:06d}"

    def code(self):
        """A code that is right now and was not given before: of this step, or of one beside it."""
        here = int(time.time()) // 30
        fresh = [step for step in (here, here + 1, here - 1) if step not in self.used]
        # The next three steps are used up after three codes: then a real person waits too.
        while not fresh:
            time.sleep(1)
            here = int(time.time()) // 30
            fresh = [step for step in (here, here + 1) if step not in self.used]
        self.used.add(fresh[0])
        return self.at(fresh[0])
