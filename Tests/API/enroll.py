"""Enrolls an agent over the wire: enroll.py ADDRESS AUTHORITY OUTPUT < CODE

OUTPUT then holds its certificate and its key, in PEM form, for its owner alone. Prints the agent's id.
"""

import base64
import json
import os
import ssl
import sys
import urllib.request

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

# A code is `ms1.` and base64url of a version, 16 bytes of secret and more.
SECRET = slice(1, 17)


def main(address, authority, output):
    encoded = sys.stdin.read().strip().removeprefix("ms1.")
    body = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "agent")])
    signing_request = x509.CertificateSigningRequestBuilder().subject_name(name).sign(
        key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()
    message = {
        "secret": base64.urlsafe_b64encode(body[SECRET]).decode().rstrip("="),
        "signingRequest": signing_request, "agent": "api-check/1.0",
    }
    request = urllib.request.Request(
        f"{address}/v1/enrollment", json.dumps(message).encode(),
        {"Content-Type": "application/json"})
    with urllib.request.urlopen(
            request, context=ssl.create_default_context(cafile=authority)) as answer:
        reply = json.load(answer)
    descriptor = os.open(output, os.O_CREAT | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(reply["certificate"].strip() + "\n")
        file.write(key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption()).decode())
    print(reply["agent"])


main(*sys.argv[1:])
