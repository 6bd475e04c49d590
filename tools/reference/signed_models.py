"""Bundles of OpenSSF Model Signing by its own client, and whether that client verifies them.

The names of the cases say what is the matter with them. Certificates are valid for twenty years from a fixed day on: the
client verifies at the first instant of the signer's, whatever the time.
"""

import base64
import datetime
import hashlib
import json
import pathlib
import sys
import tempfile
from importlib.metadata import version

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from model_signing import signing, verifying
from sigstore._internal.trust import Keyring
from sigstore.models import Bundle
from sigstore.verify.verifier import _validate_dsse_v001_entry_body
from sigstore_models.common import v1 as common

OUT = pathlib.Path(__file__).parents[2] / "libs/domain/certificates/model-signing-bundles.json"
START = datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)
END = datetime.datetime(2040, 1, 1, tzinfo=datetime.timezone.utc)
CONTENT = "signed model 1"
PROVIDER = "https://accounts.example.org"
USAGES = (
    "digital_signature content_commitment key_encipherment data_encipherment key_agreement "
    "key_cert_sign crl_sign encipher_only decipher_only"
).split()


def name(text):
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Example Bank"),
            x509.NameAttribute(NameOID.COMMON_NAME, text),
        ]
    )


def usage(*wanted):
    return x509.KeyUsage(**{each: each in wanted for each in USAGES})


class Party:
    """A key with its certificate."""

    def __init__(self, text, issuer=None, curve=None, authority=False, length=None, end=END, sans=(), **more):
        self.key = ec.generate_private_key(curve or ec.SECP256R1())
        by = issuer or self
        builder = (
            x509.CertificateBuilder()
            .subject_name(name(text))
            .issuer_name(name(text) if issuer is None else issuer.certificate.subject)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(START)
            .not_valid_after(end)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self.key.public_key()), critical=False)
            .add_extension(x509.BasicConstraints(authority, length if authority else None), critical=True)
        )
        if authority:
            builder = builder.add_extension(usage("key_cert_sign", "crl_sign"), critical=True)
        else:
            builder = builder.add_extension(usage("digital_signature"), critical=True)
            purpose = more.get("purpose", ExtendedKeyUsageOID.CODE_SIGNING)
            builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
        if issuer is not None:
            key_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key())
            builder = builder.add_extension(key_id, critical=False)
        if sans:
            builder = builder.add_extension(x509.SubjectAlternativeName(sans), critical=False)
        if more.get("provider"):
            text = PROVIDER.encode()
            for oid, value in [("1.1", text), ("1.8", bytes([0x0C, len(text)]) + text)]:
                oid = x509.ObjectIdentifier(f"1.3.6.1.4.1.57264.{oid}")
                builder = builder.add_extension(x509.UnrecognizedExtension(oid, value), critical=False)
        size = by.key.curve.key_size
        self.certificate = builder.sign(by.key, hashes.SHA256() if size == 256 else hashes.SHA384())

    @property
    def pem(self):
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def public_pem(self):
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        return self.key.public_key().public_bytes(serialization.Encoding.PEM, form)

    @property
    def private_pem(self):
        form = serialization.PrivateFormat.PKCS8
        return self.key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def text_of(value):
    return base64.b64encode(value).decode()


class Log:
    """A transparency log that speaks as Rekor does in its first version: one tree, in which an entry is the fourth of five."""

    def __init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        self.pem = self.key.public_key().public_bytes(serialization.Encoding.PEM, form).decode()
        self.der = self.key.public_key().public_bytes(serialization.Encoding.DER, form)

    def sign(self, data):
        return self.key.sign(data, ec.ECDSA(hashes.SHA256()))

    def keyring(self):
        details = common.PublicKeyDetails.PKIX_ECDSA_P256_SHA_256
        return Keyring([common.PublicKey(raw_bytes=base64.b64encode(self.der), key_details=details)])

    def entry(self, bundle, party, at):
        """The entry of a bundle's signature, taken in at an instant."""
        envelope = bundle["dsseEnvelope"]
        signature = {"signature": envelope["signatures"][0]["sig"], "verifier": text_of(party.pem)}
        payload = base64.b64decode(envelope["payload"])
        spec = {
            "envelopeHash": {"algorithm": "sha256", "value": sha256(json.dumps(envelope).encode()).hex()},
            "payloadHash": {"algorithm": "sha256", "value": sha256(payload).hex()},
            "signatures": [signature],
        }
        body = canonical({"apiVersion": "0.0.1", "kind": "dsse", "spec": spec})
        leaves = [sha256(b"\0", f"entry {at}".encode()) for at in range(5)]
        leaves[3] = sha256(b"\0", body)
        pairs = [sha256(b"\1", leaves[0], leaves[1]), sha256(b"\1", leaves[2], leaves[3])]
        root = sha256(b"\1", sha256(b"\1", *pairs), leaves[4])
        note = f"log.example.org - 1\n5\n{text_of(root)}\n"
        seconds, log_id = int(at.timestamp()), sha256(self.der)
        promise = {"body": text_of(body), "integratedTime": seconds, "logIndex": 1003, "logID": log_id.hex()}
        return {
            "logIndex": "1003",
            "logId": {"keyId": text_of(log_id)},
            "kindVersion": {"kind": "dsse", "version": "0.0.1"},
            "integratedTime": str(seconds),
            "inclusionPromise": {"signedEntryTimestamp": text_of(self.sign(canonical(promise)))},
            "inclusionProof": {
                "logIndex": "3",
                "rootHash": text_of(root),
                "treeSize": "5",
                "hashes": [text_of(each) for each in (leaves[2], pairs[0], leaves[4])],
                "checkpoint": {
                    "envelope": f"{note}\n\u2014 log.example.org {text_of(log_id[:4] + self.sign(note.encode()))}\n"
                },
            },
            "canonicalizedBody": text_of(body),
        }


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def verify_entry(bundle, log):
    """The parts of sigstore's verification that are about the log. The rest of it asks for logs of certificates."""
    read = Bundle.from_json(json.dumps(bundle))
    read.log_entry._verify(log.keyring())
    _validate_dsse_v001_entry_body(read)


def attempt(verify):
    try:
        verify()
        return "verified"
    except Exception:
        return "refused"


def cases(folder):
    model = folder / "model"
    model.mkdir()
    (model / "model.onnx").write_bytes(CONTENT.encode())

    def path(text, content):
        (folder / text).write_bytes(content)
        return folder / text

    def signed(config):
        config.sign(model, folder / "bundle")
        return json.loads((folder / "bundle").read_text())

    def by_key(text, party, verifier=None):
        key = path("key", party.private_pem)
        bundle = signed(signing.Config().use_elliptic_key_signer(private_key=key))
        public = path("public", (verifier or party).public_pem)
        verify = verifying.Config().use_elliptic_key_verifier(public_key=public).verify
        rule = {"publicKey": public.read_text()}
        return case(text, bundle, rule, lambda: verify(model, folder / "bundle"))

    def by_certificate(text, party, chain, root, **rule):
        config = signing.Config().use_certificate_signer(
            private_key=path("key", party.private_pem),
            signing_certificate=path("certificate", party.pem),
            certificate_chain=[path(f"chain-{at}", each.pem) for at, each in enumerate(chain)],
        )
        bundle = signed(config)
        roots = path("roots", root.pem)
        verify = verifying.Config().use_certificate_verifier(certificate_chain=[roots]).verify
        rule = {"certificates": {"roots": roots.read_text(), **rule}}
        return case(text, bundle, rule, lambda: verify(model, folder / "bundle"))

    def case(text, bundle, rule, verify):
        return {"name": text, "rule": rule, "bundle": bundle, "client": attempt(verify)}

    def by_log(text, party, by, change=lambda bundle: None, verifier=None, **rule):
        config = signing.Config().use_certificate_signer(
            private_key=path("key", party.private_pem),
            signing_certificate=path("certificate", party.pem),
            certificate_chain=[path("chain", root.pem)],
        )
        bundle = signed(config)
        entry = by.entry(bundle, party, START + datetime.timedelta(minutes=1))
        der = base64.b64encode(party.certificate.public_bytes(serialization.Encoding.DER)).decode()
        bundle["verificationMaterial"] = {"certificate": {"rawBytes": der}, "tlogEntries": [entry]}
        change(bundle)
        rule = {"certificates": {"roots": root.pem.decode(), **rule}}
        return case(text, bundle, rule, lambda: verify_entry(bundle, verifier or by))

    def entry_with(**changes):
        return lambda bundle: bundle["verificationMaterial"]["tlogEntries"][0].update(changes)

    def in_no_tree(bundle):
        hashes_of = bundle["verificationMaterial"]["tlogEntries"][0]["inclusionProof"]["hashes"]
        hashes_of[0] = text_of(sha256(b"other"))

    def of_another(bundle):
        (folder / "model" / "model.onnx").write_bytes(b"other")
        other_bundle = signed(
            signing.Config().use_certificate_signer(
                private_key=path("key", brief.private_pem),
                signing_certificate=path("certificate", brief.pem),
                certificate_chain=[path("chain", root.pem)],
            )
        )
        (folder / "model" / "model.onnx").write_bytes(CONTENT.encode())
        entry = log.entry(other_bundle, brief, START + datetime.timedelta(minutes=1))
        bundle["verificationMaterial"]["tlogEntries"] = [entry]

    root = Party("Root", authority=True)
    log, other_log = Log(), Log()
    minutes = START + datetime.timedelta(minutes=10)
    brief = Party("brief", root, end=minutes, sans=[x509.RFC822Name("release@example.org")], provider=True)
    other = Party("Root", authority=True)
    middle = Party("Release", root, authority=True, length=0)
    deeper = Party("Deeper", middle, authority=True)
    large = Party("Large root", curve=ec.SECP384R1(), authority=True)
    sans = [x509.RFC822Name("release@example.org"), x509.UniformResourceIdentifier("spiffe://example.org/release")]
    signer = Party("release", middle, sans=sans, provider=True)
    ended = START + datetime.timedelta(days=1)
    return [
        by_key("a key", signer),
        by_key("a key of P-384", large),
        by_key("another key", signer, other),
        by_certificate("a chain", signer, [middle, root], root),
        by_certificate("a chain without its root", signer, [middle], root),
        by_certificate("a chain in another order", signer, [root, middle], root),
        by_certificate("a chain for an identity", signer, [middle], root, identity="release@example.org"),
        by_certificate("a chain for an identity of a provider", signer, [middle], root, provider=PROVIDER),
        by_certificate("a chain over P-384", Party("large", large, curve=ec.SECP384R1()), [large], large),
        by_certificate("a chain over two curves", Party("small", large), [large], large),
        by_certificate("a chain without the middle", signer, [root], root),
        by_certificate("a chain to another root of the same name", signer, [middle, root], other),
        by_certificate("a middle that is no authority", Party("x", signer), [signer, middle], root),
        by_certificate("a path that is too long", Party("x", deeper), [deeper, middle], root),
        by_certificate("a certificate for a server", Party("x", middle, purpose=ExtendedKeyUsageOID.SERVER_AUTH), [middle], root),
        by_certificate("a certificate of a day", Party("x", middle, end=ended), [middle], root),
        by_certificate("a chain over P-521", Party("x", middle, curve=ec.SECP521R1()), [middle], root),
        by_certificate("a chain for somebody else", signer, [middle], root, identity="somebody@example.org"),
        by_certificate("a chain of another provider", signer, [middle], root, provider="https://example.net"),
        by_log("a certificate of minutes with its log", brief, log, log=log.pem, provider=PROVIDER),
        by_log("a certificate of minutes, by a policy without a log", brief, log),
        by_log("a certificate with a log, by a policy without one", Party("x", root), log),
        by_log("an entry of another log", brief, other_log, verifier=log, log=log.pem),
        by_log("an entry with another time", brief, log, entry_with(integratedTime="1577836861"), log=log.pem),
        by_log("an entry of another signature", brief, log, of_another, log=log.pem),
        by_log("an entry that stands in no tree", brief, log, in_no_tree, log=log.pem),
        by_log("an entry without a time", brief, log, entry_with(inclusionPromise=None), log=log.pem),
        by_log("an entry after the end of the certificate", Party("x", root, end=START), log, log=log.pem),
    ]


def main():
    with tempfile.TemporaryDirectory() as folder:
        table = {
            "client": f"model-signing {version('model-signing')}, Python {sys.version.split()[0]}",
            "content": CONTENT,
            "validFrom": START.isoformat().replace("+00:00", "Z"),
            "cases": cases(pathlib.Path(folder)),
        }
    OUT.write_text(json.dumps(table, indent=1) + "\n")


main()
