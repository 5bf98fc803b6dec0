"""The client: asks an address as the manners say, follows where it may, and gives back a bounded answer."""

from __future__ import annotations

import codecs
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from dragoman.errors import BadAnswer, DragomanError, Forbidden, InputError, TooLarge, Unreachable

from .addresses import authority, web, without_secrets
from .manners import BUSY, Manners, asked_to_wait
from .robots import MAX_BYTES, Robots, Rules, parse
from .turns import Turns

if TYPE_CHECKING:
    import ssl

    import httpx2

_REDIRECTS = (301, 302, 303, 307, 308)
_HINT = "Check the address, the network and the proxy settings"
_NONE = range(300, 500)  # statuses of a robots.txt that is not there, or that its redirects do not lead to
_LONGEST_VALIDATOR = 500
_NO_TEXT = frozenset(
    {"idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "unicode-escape", "utf-7"}
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered.

    Attributes:
        url: the address after redirects, without user and password.
        status: 200 to 299, or 304 when nothing has changed since the validators that were sent.
        kind: the media type, in lower case, such as "text/html"; "" when none is stated.
        charset: the encoding that the Content-Type header states, when Python knows it.
        body: the bytes, decompressed; empty when they were written into a file.
        size: how many bytes these are.
        etag, last_modified: validators to send with the next question.
    """

    url: str
    status: int
    kind: str = ""
    charset: str | None = None
    body: bytes = b""
    size: int = 0
    etag: str | None = None
    last_modified: str | None = None

    @property
    def unchanged(self) -> bool:
        """Whether nothing has changed since."""
        return self.status == 304


class _Passing(Exception):
    """A trouble that may pass; `wait` is what the service asks for, in seconds."""

    def __init__(self, what: str, wait: float = 0.0, status: int | None = None) -> None:
        super().__init__(what)
        self.wait, self.status = wait, status


@dataclass(frozen=True, slots=True)
class _Refused:
    """A status that is no answer, and what is to be said of it."""

    status: int
    what: str


@dataclass(frozen=True, slots=True)
class _Sent:
    """Sent on to another address."""

    status: int
    target: str


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked, but for the address."""

    headers: Mapping[str, str]
    limit: int
    into: BinaryIO | None = None
    robots: bool = True
    cut: bool = False  # an answer over the limit is cut there, not refused: a robots.txt

    @property
    def conditional(self) -> bool:
        """Whether the answer may be that nothing has changed."""
        return "If-None-Match" in self.headers or "If-Modified-Since" in self.headers


class Client:
    """Asks addresses of the web, politely; may be used from several threads.

    Args:
        manners: how; the usual ones when not given.
    """

    def __init__(self, manners: Manners | None = None) -> None:
        self.manners = manners or Manners()
        self._turns = Turns(self.manners)
        self._robots = Robots(self.manners.clock)
        self._context: ssl.SSLContext | None = None
        self._lock = threading.Lock()

    def get(
        self,
        address: str,
        *,
        accept: Sequence[str] = (),
        query: Mapping[str, str] | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
        robots: bool | None = None,
        limit: int | None = None,
        into: BinaryIO | None = None,
    ) -> Answer:
        """The answer of an address.

        Args:
            address: an http or https address.
            accept: the media types wanted; any when empty.
            query: fields added to the address.
            etag, last_modified: validators of an earlier answer; what has not changed since comes back as 304.
            robots: whether robots.txt is asked first; as the manners say when not given.
            limit: bytes; as the manners say when not given.
            into: an open file that takes the body instead of memory; what it holds after its position is overwritten.

        Raises:
            Forbidden: no address of the web, a private address, or robots.txt says no.
            Unreachable: no answer in time, a refusal, a service busy at every try, or redirects that lead nowhere.
            BadAnswer: another media type than was asked for, or bytes that cannot be decompressed.
            TooLarge: more bytes than the limit.
        """
        headers = {"Accept": ", ".join(accept) or "*/*"}
        for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified)):
            if _fit(value):
                headers[name] = str(value)
        asked = self.manners.robots if robots is None else robots
        question = _Question(headers, self.manners.limit if limit is None else limit, into, asked)
        with _told(without_secrets(address)):
            url = web(address)
            if query:
                url = url.copy_merge_params(dict(query))
            answer = self._followed(url, question)
            if isinstance(answer, _Refused):
                raise Unreachable(answer.what, hint=_HINT)
            if accept and not answer.unchanged and answer.kind not in accept:
                stated = answer.kind or "of no stated kind"
                raise BadAnswer(f"the answer is {stated}, not {' or '.join(accept)}", hint=_HINT)
            return answer

    def _followed(self, url: httpx2.URL, question: _Question) -> Answer | _Refused:
        been: list[httpx2.URL] = []
        while True:
            interval = self.manners.interval
            if question.robots:
                interval = max(interval, min(self._permitted(url).delay, self.manners.longest_delay))
            again = question.cut or (bool(been) and authority(been[-1]) == authority(url))
            answer = self._tried(url, question, 0.0 if again else interval, waits=not again)
            if not isinstance(answer, _Sent):
                return answer
            been.append(url)
            new = _sent_on(url, answer)
            if isinstance(new, _Refused):
                return new
            if new in been:
                return _Refused(answer.status, f"the redirects go round in a circle at {without_secrets(new)}")
            if len(been) > self.manners.redirects:
                return _Refused(answer.status, f"more than {self.manners.redirects} redirects")
            url = new

    def _permitted(self, url: httpx2.URL) -> Rules:
        """What robots.txt says of the host.

        Raises:
            Forbidden: not this address, or nothing for now.
        """
        rules = self._robots.of(authority(url), lambda: self._rules(url))
        if not rules.allow(url.raw_path.decode("ascii")):
            raise Forbidden(
                f"the robots.txt of {url.host} does not allow {without_secrets(url)}",
                hint="Ask the publisher, or get the report another way",
            )
        return rules

    def _rules(self, url: httpx2.URL) -> Rules:
        """RFC 9309, 2.3.1: no such file allows all; a service in trouble allows nothing for now."""
        question = _Question({"Accept": "text/plain, */*"}, MAX_BYTES, robots=False, cut=True)
        answer = self._followed(url.join("/robots.txt"), question)
        if isinstance(answer, Answer):
            return parse(answer.body)
        if answer.status in _NONE and answer.status not in BUSY:
            return Rules()
        raise Forbidden(f"the robots.txt of {url.host} cannot be had for now: {answer.what}", hint="Try again later")

    def _tried(self, url: httpx2.URL, question: _Question, interval: float, waits: bool) -> Answer | _Refused | _Sent:
        """Asks until there is an answer; a service busy at every try is refused as it answered last."""
        import stamina

        manners, host, pause = self.manners, authority(url), 0.0
        # Stamina counts the tries and tells whoever watches them. The waiting is ours: the turns at a host and a
        # service that is told to stop have a say in it.
        tries = stamina.retry_context(
            on=_Passing, attempts=manners.tries, timeout=None, wait_initial=0, wait_max=0, wait_jitter=0
        )
        try:
            for attempt in tries:
                with attempt:
                    if waits or attempt.num > 1:
                        self._turns.take(host, interval, pause)
                    try:
                        return self._once(url, question)
                    except _Passing as trouble:
                        if trouble.wait > manners.longest_pause:
                            self._turns.rest(host, trouble.wait)
                            raise Unreachable(
                                f"the service answers {trouble} and asks for a rest of {trouble.wait:.0f} seconds",
                                hint="Ask again later",
                            ) from trouble
                        pause = max(trouble.wait, min(manners.pause * 2 ** (attempt.num - 1), manners.longest_pause))
                        raise
        except _Passing as trouble:
            if trouble.status is not None:
                return _Refused(trouble.status, f"the service answers {trouble}")
            raise Unreachable(f"no whole answer after {_times(manners.tries)}: {trouble}", hint=_HINT) from trouble
        raise AssertionError("the last try returns or raises")

    def _once(self, url: httpx2.URL, question: _Question) -> Answer | _Refused | _Sent:
        import httpcore2
        import httpx2

        from .wire import UnknownName, Wire

        headers = {**question.headers, "User-Agent": self.manners.agent}
        wire = Wire(url, self.manners, question.limit, self._tls())
        try:
            with (
                httpx2.Client(transport=wire, trust_env=False, timeout=self.manners.timeout) as client,
                client.stream("GET", url, headers=headers, follow_redirects=False) as response,
            ):
                return _read(url, response, question)
        except UnknownName as error:
            raise Unreachable(f"no such host: {error}", hint=_HINT) from error
        except httpcore2.LocalProtocolError as error:
            raise BadAnswer(f"the address cannot be asked: {error}", hint=_HINT) from error
        except httpx2.DecodingError as error:
            raise BadAnswer(f"the answer cannot be decompressed: {error}", hint=_HINT) from error
        except (
            httpcore2.TimeoutException,
            httpcore2.NetworkError,
            httpcore2.ProtocolError,
            httpcore2.ProxyError,
            OSError,
        ) as error:
            raise _Passing(str(error) or type(error).__name__) from error

    def _tls(self) -> ssl.SSLContext:
        """The certificates trusted, read once."""
        with self._lock:
            if self._context is None:
                import httpx2

                self._context = httpx2.create_ssl_context()
            return self._context


def _times(tries: int) -> str:
    return f"{tries} tries" if tries > 1 else "one try"


def _sent_on(url: httpx2.URL, sent: _Sent) -> httpx2.URL | _Refused:
    """Where a redirect leads; never to what is not of the web, and never from https to http."""
    import httpx2

    says = f"the service answers {sent.status} and sends on"
    try:
        new = web(str(url.join(sent.target)))
    except (Forbidden, httpx2.InvalidURL, ValueError):
        return _Refused(sent.status, f"{says} to {sent.target[:200]!r}, no address of the web")
    if url.scheme == "https" and new.scheme == "http":
        return _Refused(sent.status, f"{says} from https to http")
    return new


def _read(url: httpx2.URL, response: httpx2.Response, question: _Question) -> Answer | _Refused | _Sent:
    status, headers = response.status_code, response.headers
    if status in BUSY:
        wait = asked_to_wait(headers.get("Retry-After"), headers.get("Date"))
        raise _Passing(f"{status} {response.reason_phrase}".rstrip(), wait, status)
    if status in _REDIRECTS and "Location" in headers:
        return _Sent(status, headers["Location"])
    if not (200 <= status < 300 or (status == 304 and question.conditional)):
        return _Refused(status, f"the service answers {status} {response.reason_phrase}".rstrip())
    body = b"" if status == 304 else _body(response, question)
    kind, charset = _content_type(headers.get("Content-Type", ""))
    return Answer(
        url=without_secrets(url),
        status=status,
        kind=kind,
        charset=charset,
        body=body if question.into is None else b"",
        size=len(body) if question.into is None else question.into.tell(),
        etag=_validator(headers.get("ETag")),
        last_modified=_validator(headers.get("Last-Modified")),
    )


def _body(response: httpx2.Response, question: _Question) -> bytes:
    """The body, decompressed piece by piece, so that a bomb is met before it goes off."""
    parts: list[bytes] = []
    size = 0
    if question.into is not None:
        question.into.seek(0)
        question.into.truncate()
    for part in response.iter_bytes():
        size += len(part)
        if size > question.limit:
            if question.cut:
                parts.append(part)
                break
            raise TooLarge(f"an answer of more than {question.limit:,} bytes", hint="Raise the limit if it is meant")
        if question.into is not None:
            question.into.write(part)
        else:
            parts.append(part)
    return b"".join(parts)


def _content_type(value: str) -> tuple[str, str | None]:
    """The media type and the encoding that a Content-Type header states."""
    from email.message import Message

    message = Message()
    message["Content-Type"] = value.replace("\r", " ").replace("\n", " ")[:500]
    kind = value.partition(";")[0].strip().lower()[:200]
    charset = message.get_param("charset")
    if not isinstance(charset, str):
        return kind, None
    return kind, known_encoding(charset)


def known_encoding(name: str) -> str | None:
    """The name that Python gives an encoding of text; None for one unknown, or one that is code rather than text."""
    try:
        found = codecs.lookup(name.strip().strip("'\"")[:40]).name
        "a".encode(found)
    except (LookupError, ValueError):
        return None
    return None if found in _NO_TEXT else found


def _fit(value: str | None) -> bool:
    return bool(value) and str(value).isascii() and str(value).isprintable() and len(str(value)) <= _LONGEST_VALIDATOR


def _validator(value: str | None) -> str | None:
    return value if _fit(value) else None


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Errors that name the address that was asked for."""
    try:
        yield
    except DragomanError as error:
        if isinstance(error, InputError) and error.path != address:
            raise type(error)(error.what, path=address, hint=error.hint) from error
        raise
