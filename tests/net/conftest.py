"""Servers for the tests of the client."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from .server import serving


@pytest.fixture
def web():
    with serving() as found:
        yield found


@pytest.fixture
def other():
    """A second server, on another port."""
    with serving() as found:
        yield found


@pytest.fixture
def secure(tmp_path, monkeypatch):
    """A server over TLS whose certificate is trusted."""
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl to make a certificate")
    key, cert, both = (tmp_path / name for name in ("key.pem", "cert.pem", "both.pem"))
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(cert)]
    subprocess.run(command, check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + cert.read_bytes())
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    with serving(both) as found:
        yield found
