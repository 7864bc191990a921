"""Real servers on loopback that behave as badly as a test wants, and a net in which they have public addresses."""

import contextlib
import datetime as dt
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PUBLIC = "93.184.216.34"
OTHER_PUBLIC = "151.101.1.69"


def reply(body: bytes = b"", *, status: str = "200 OK", length: int | None = None, **headers: str) -> bytes:
    """An HTTP response with a right, a wrong, or (negative) no Content-Length."""
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    if length is None or length >= 0:
        lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class Server:
    """Answers each connection with bytes, or lets a function do its worst."""

    def __init__(
        self,
        answer: bytes | Callable[[socket.socket, threading.Event], None],
        tls: ssl.SSLContext | None = None,
    ):
        self.requests: list[bytes] = []
        self._answer = answer
        self._tls = tls
        self._stop = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self._stop.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in list(self._threads):
            thread.join(5)

    def _accept(self):
        while not self._stop.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection):
        connection.settimeout(5)
        with contextlib.suppress(OSError), connection, self._secured(connection) as plain:
            self.requests.append(self._request(plain))
            if isinstance(self._answer, bytes):
                plain.sendall(self._answer)
                plain.shutdown(socket.SHUT_RDWR)
            else:
                self._answer(plain, self._stop)

    def _secured(self, connection):
        return (
            self._tls.wrap_socket(connection, server_side=True)
            if self._tls
            else contextlib.nullcontext(connection)
        )

    @staticmethod
    def _request(connection) -> bytes:
        data = b""
        while b"\r\n\r\n" not in data:
            part = connection.recv(65536)
            if not part:
                return data
            data += part
        head, _, body = data.partition(b"\r\n\r\n")
        length = next(
            (int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0
        )
        while len(body) < length:
            body += connection.recv(65536)
        return head + b"\r\n\r\n" + body


def drip(first: bytes, then: bytes, pause: float):
    """Send something at once, and the rest over and over, a little at a time."""

    def answer(connection, stop):
        connection.sendall(first)
        while not stop.wait(pause):
            connection.sendall(then)

    return answer


class Net:
    """Names with addresses, and addresses at which local servers answer; remembers who was asked for."""

    def __init__(self):
        self.names: dict[str, list[list[str]]] = {}
        self.hosts: dict[tuple[str, int], int] = {}
        self.resolved: list[str] = []
        self.dialled: list[tuple[str, int]] = []

    def name(self, host, *answers):
        """Each answer (a list of addresses) is given once, the last one for ever."""
        self.names[host] = [list(answer) for answer in answers]
        return self

    def host(self, address, port, server):
        self.hosts[address, port] = server.port
        return self

    def resolve(self, host, _port):
        self.resolved.append(host)
        answers = self.names.get(host)
        if not answers:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def dial(self, address, port, seconds):
        self.dialled.append((address, port))
        if (address, port) not in self.hosts:
            raise ConnectionRefusedError
        return socket.create_connection(("127.0.0.1", self.hosts[address, port]), seconds)


def certificate(folder, *names: str, days: int = 1):
    """A self-signed certificate for these names: paths of the certificate and of the key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "pictures")])
    now = dt.datetime.now(dt.UTC)  # noqa: TID251 - certificates are checked against the machine's clock
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=9))
        .not_valid_after(now + dt.timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([_name(name) for name in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return paths


def _name(text: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(text))
    except ValueError:
        return x509.DNSName(text)


def server_tls(certificate_path, key_path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate_path, key_path)
    return context
