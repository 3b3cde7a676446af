"""A passkey as a browser registers it, without a device."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

ID = b"access-table-key"


def registered(host: str = "testserver") -> dict[str, Any]:
    """What is stored of a new passkey of `host`."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    credential = AttestedCredentialData.create(Aaguid.NONE, ID, key)
    data = AuthenticatorData.create(sha256(host.encode()).digest(), flags, 0, credential)
    client = CollectedClientData.create(CollectedClientData.TYPE.CREATE, b"challenge", f"https://{host}")
    return {
        "id": websafe_encode(ID),
        "rawId": websafe_encode(ID),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(client),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        },
        "clientExtensionResults": {},
    }
