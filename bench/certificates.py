"""An authority of the benchmark's own, with a certificate for a server and one for its client."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

#: The files that `write` leaves in its folder.
AUTHORITY, SERVER, CLIENT = "authority", "server", "client"
VALID = datetime.timedelta(days=1)


def write(folder: Path, host: str, user: str) -> list[Path]:
    """Writes certificates (`.pem`) and keys (`.key`): of the authority, of `host`, of `user`.

    All keys are of the curve P-256, as those of the service and its agents are.
    """
    authority = ec.generate_private_key(ec.SECP256R1())
    issuer = _name("Benchmark")
    files = [_write_certificate(
        folder, AUTHORITY, _builder(issuer, issuer, authority).add_extension(
            x509.BasicConstraints(ca=True, path_length=0), critical=True), authority)]
    uses = {SERVER: ExtendedKeyUsageOID.SERVER_AUTH, CLIENT: ExtendedKeyUsageOID.CLIENT_AUTH}
    for file, subject in ((SERVER, host), (CLIENT, user)):
        key = ec.generate_private_key(ec.SECP256R1())
        builder = _builder(_name(subject), issuer, key).add_extension(
            x509.ExtendedKeyUsage([uses[file]]), critical=False
        ).add_extension(x509.SubjectAlternativeName([x509.DNSName(subject)]), critical=False)
        files.append(_write_certificate(folder, file, builder, authority))
        files.append(_write_key(folder, file, key))
    return files


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.timezone.utc)
    return (
        x509.CertificateBuilder().subject_name(subject).issuer_name(issuer)
        .public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now - VALID).not_valid_after(now + VALID))


def _write_certificate(
    folder: Path, name: str, builder: x509.CertificateBuilder,
    authority: ec.EllipticCurvePrivateKey
) -> Path:
    file = folder / f"{name}.pem"
    certificate = builder.sign(authority, hashes.SHA256())
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return file


def _write_key(folder: Path, name: str, key: ec.EllipticCurvePrivateKey) -> Path:
    file = folder / f"{name}.key"
    descriptor = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as output:
        output.write(key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption()))
    return file
