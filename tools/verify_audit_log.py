#!/usr/bin/env python3
"""Checks an audit bundle of Countersign offline, with nothing but Python's standard library (3.9 or newer).

    python3 verify_audit_log.py FILE [--key VKEY|FILE ...] [--checkpoint FILE ...] [--witness VKEY|FILE ...] [--json]
    python3 verify_audit_log.py --passport FILE.zip ...   the part of the log in the passport of a promotion

It was written from the standards alone (RFC 8785, RFC 6962, RFC 8032 and C2SP's signed-note, tlog-checkpoint and
tlog-cosignature) and from docs/spec/audit-log.md, so that it shares no mistake with the verifier in TypeScript. It can
be copied anywhere and be read in one sitting. Exit code: 0 nothing failed, 1 a check failed, 2 bad usage.
"""

import argparse
import base64
import binascii
import hashlib
import io
import json
import json.decoder
import json.encoder
import math
import os
import re
import struct
import sys
import zlib

# --------------------------------------------------------------------------------------------------------------------
# JSON: read strictly, written in the canonical form of RFC 8785.
# --------------------------------------------------------------------------------------------------------------------

SAFE_INTEGER = 2**53 - 1
DEEPEST = 1000  # levels of nesting that still have a canonical form


class BadJson(Exception):
    """Text that is no JSON, or JSON that has no one meaning or no canonical form."""


class _Unusual(Exception):
    """The quick reader met something whose canonical form the standard library would write differently."""


def _quick_integer(text):
    if len(text) > 15:
        raise _Unusual
    return int(text)


def _quick_float(text):
    value = float(text)
    # Between these bounds Python and ECMAScript write a fraction alike.
    if 1e-4 <= abs(value) < 1e15 and value != math.floor(value):
        return value
    raise _Unusual


def _refuse_constant(text):
    raise BadJson("%s is no JSON" % text)


_quick_read = json.JSONDecoder(
    parse_int=_quick_integer, parse_float=_quick_float, parse_constant=_refuse_constant
).decode
_as_is = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
_by_code_points = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":")
).encode

_PLAIN_KEYS = "\ud7ff"  # up to here the order of code points is the order of UTF-16 code units
_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORDS = {"true": True, "false": False, "null": None}


def _number(text):
    """A JSON number is a double: digits beyond its precision are lost, as every reader of RFC 8785 loses them."""
    if len(text) <= 15 and text.lstrip("-").isdigit():
        return int(text)
    value = float(text)  # infinite when it is too large: then it has no canonical form
    if abs(value) <= SAFE_INTEGER and value == math.floor(value):
        return int(value)
    return value


def _scalar(text, at):
    """The text, number or word at a place, and the place behind it."""
    if text.startswith('"', at):
        try:
            return json.decoder.scanstring(text, at + 1, True)
        except ValueError as fault:
            raise BadJson(str(fault))
    number = _NUMBER.match(text, at)
    if number:
        return _number(number.group()), number.end()
    for word, value in _WORDS.items():
        if text.startswith(word, at):
            return value, at + len(word)
    raise BadJson("unexpected text at character %d" % at)


def _slow_read(text):
    """Reads JSON of any depth without recursion, and refuses members that are there twice."""

    def skip(at):
        return _SPACE.match(text, at).end()

    def key_at(at, members):
        if not text.startswith('"', at):
            raise BadJson("a member has no name at character %d" % at)
        name, at = _scalar(text, at)
        if name in members:
            raise BadJson('the member "%s" is there twice' % name[:100])
        at = skip(at)
        if not text.startswith(":", at):
            raise BadJson("a member has no value at character %d" % at)
        return name, skip(at + 1)

    open_values, names = [], []
    at = skip(0)
    while True:
        mark = text[at : at + 1]
        if mark in ("{", "["):
            value = {} if mark == "{" else []
            at = skip(at + 1)
            closing = "}" if mark == "{" else "]"
            if not text.startswith(closing, at):
                open_values.append(value)
                names.append(None)
                if mark == "{":
                    names[-1], at = key_at(at, value)
                continue
            at += 1
        else:
            value, at = _scalar(text, at)
        while open_values:
            around = open_values[-1]
            at = skip(at)
            if isinstance(around, dict):
                around[names[-1]] = value
            else:
                around.append(value)
            mark = text[at : at + 1]
            if mark == ",":
                at = skip(at + 1)
                if isinstance(around, dict):
                    names[-1], at = key_at(at, around)
                break
            if mark != ("}" if isinstance(around, dict) else "]"):
                raise BadJson("unexpected text at character %d" % at)
            value = open_values.pop()
            names.pop()
            at += 1
        else:
            if skip(at) != len(text):
                raise BadJson("there is text after the value")
            return value


def read_json(text):
    """The value of a JSON text (whole numbers as int, members once), and whether the library writes its numbers well.

    Text as JSON.stringify writes it is read by the library; everything else by the reader above.
    """
    try:
        value = _quick_read(text)
        if _as_is(value) == text:  # so nothing was there twice, nothing was spelled in another way
            return value, True
    except (_Unusual, RecursionError):
        pass
    except ValueError as fault:
        raise BadJson(str(fault))
    return _slow_read(text), False


def number_text(value):
    """A number as ECMAScript writes it (Number::toString, radix 10)."""
    if isinstance(value, int):
        if abs(value) <= SAFE_INTEGER:
            return str(value)
        value = float(value)
    if math.isnan(value) or math.isinf(value):
        raise BadJson("a number that JSON cannot carry")
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    if fraction == "0":
        fraction = ""
    digits = whole + fraction
    point = len(whole) + int(exponent or 0)  # the value is 0.digits * 10^point, once leading zeros are gone
    stripped = digits.lstrip("0")
    point -= len(digits) - len(stripped)
    digits = stripped.rstrip("0")
    count = len(digits)
    if count <= point <= 21:
        return sign + digits + "0" * (point - count)
    if 0 < point <= 21:
        return sign + digits[:point] + "." + digits[point:]
    if -6 < point <= 0:
        return sign + "0." + "0" * -point + digits
    power = point - 1
    text = digits[0] + ("." + digits[1:] if count > 1 else "")
    return "%s%se%s%d" % (sign, text, "+" if power > 0 else "-", abs(power))


def _utf16(text):
    return text.encode("utf-16-be", "surrogatepass")


def _slow_canonical(value):
    """The canonical form, without recursion."""
    parts, todo, depth = [], [(False, value)], 0
    while todo:
        written, item = todo.pop()
        if written:
            parts.append(item)
            depth -= item in ("}", "]")
            continue
        depth += isinstance(item, (dict, list))
        if depth > DEEPEST:
            raise BadJson("there are more than %d levels of nesting" % DEEPEST)
        if isinstance(item, dict):
            todo.append((True, "}"))
            for place, key in enumerate(sorted(item, key=_utf16, reverse=True), 1 - len(item)):
                todo.append((False, item[key]))
                todo.append((True, ("," if place else "") + _as_is(key) + ":"))
            parts.append("{")
        elif isinstance(item, list):
            todo.append((True, "]"))
            for place in range(len(item) - 1, -1, -1):
                todo.append((False, item[place]))
                if place:
                    todo.append((True, ","))
            parts.append("[")
        elif isinstance(item, (int, float)) and not isinstance(item, bool):
            parts.append(number_text(item))
        else:
            parts.append(_as_is(item))
    return "".join(parts)


def canonical_bytes(value, ordinary=False):
    """The canonical form (RFC 8785) in UTF-8; BadJson when there is none.

    `ordinary` says that Python's library writes every number in there as ECMAScript does.
    """
    text = None
    if ordinary:
        try:
            text = _by_code_points(value)
        except RecursionError:
            pass
    # Few values reach this: names whose order may differ, or so many brackets that they may be nested too deep.
    if text is None or not text.isascii() and max(text) > _PLAIN_KEYS or text.count("{") + text.count("[") > DEEPEST:
        text = _slow_canonical(value)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise BadJson("there is half of a character (a lone surrogate)")


# --------------------------------------------------------------------------------------------------------------------
# Ed25519 (RFC 8032), verification only.
# --------------------------------------------------------------------------------------------------------------------

_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT_OF_MINUS_ONE = pow(2, (_P - 1) // 4, _P)


def _recover_x(y, sign):
    """The x of a point with this y (RFC 8032, 5.1.3), or None."""
    if y >= _P:
        return None
    u, v = (y * y - 1) % _P, (_D * y * y + 1) % _P
    x = u * pow(v, 3, _P) * pow(u * pow(v, 7, _P), (_P - 5) // 8, _P) % _P
    if v * x * x % _P == (-u) % _P:
        x = x * _ROOT_OF_MINUS_ONE % _P
    elif v * x * x % _P != u:
        return None
    if x == 0 and sign:
        return None
    return _P - x if x & 1 != sign else x


def _decode_point(data):
    number = int.from_bytes(data, "little")
    y, sign = number & (2**255 - 1), number >> 255
    x = _recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % _P)


def _double(point):
    x, y, z, _ = point
    a, b = x * x, y * y
    h = a + b
    e = (h - (x + y) * (x + y)) % _P
    g = (a - b) % _P
    f = (2 * z * z + g) % _P
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _prepared(point):
    """A point in the shape in which additions are quickest."""
    x, y, z, t = point
    return (y - x) % _P, (y + x) % _P, 2 * _D * t % _P, 2 * z % _P


def _add(point, prepared, sign=1):
    x, y, z, t = point
    minus, plus, t2d, z2 = prepared
    if sign < 0:
        minus, plus, t2d = plus, minus, -t2d
    a, b = (y - x) * minus % _P, (y + x) * plus % _P
    c, d = t * t2d % _P, z * z2 % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


_NEUTRAL = (0, 1, 1, 0)
_BASE_Y = 4 * pow(5, -1, _P) % _P
_BASE = (_recover_x(_BASE_Y, 0), _BASE_Y, 1, _recover_x(_BASE_Y, 0) * _BASE_Y % _P)


def _odd_multiples(point, count):
    twice = _prepared(_double(point))
    multiples = [point]
    while len(multiples) < count:
        multiples.append(_add(multiples[-1], twice))
    return [_prepared(each) for each in multiples]


def _signed_digits(scalar, width):
    """The digits of the width-w non-adjacent form, lowest first: zero or odd, below 2^(w-1)."""
    digits = []
    while scalar:
        digit = 0
        if scalar & 1:
            digit = scalar & ((1 << width) - 1)
            if digit >> (width - 1):
                digit -= 1 << width
            scalar -= digit
        digits.append(digit)
        scalar >>= 1
    return digits


def _is_of_prime_order(point):
    """Whether a point has no part of small order. The neutral point counts too."""
    prepared, (x, y, z, t) = _prepared(point), _NEUTRAL
    for bit in bin(_ORDER)[2:]:
        x, y, z, t = _double((x, y, z, t))
        if bit == "1":
            x, y, z, t = _add((x, y, z, t), prepared)
    return x == 0 and y == z


_BASE_MULTIPLES = _odd_multiples(_BASE, 64)


class PublicKey:
    """A public key of Ed25519. ValueError when the bytes are no point, not its one encoding, or off the prime order.

    A key with a part of small order would accept signatures that other libraries refuse, or those of anybody.
    """

    def __init__(self, data):
        point = _decode_point(data) if len(data) == 32 else None
        if point is None:
            raise ValueError("the public key is no point of the curve")
        if point[:2] == _NEUTRAL[:2] or not _is_of_prime_order(point):
            raise ValueError("the public key is not in the group of prime order")
        self.data = bytes(data)
        x, y, z, t = point
        self._minus = _odd_multiples((_P - x, y, z, _P - t), 8)

    def verifies(self, signature, message):
        """Whether R equals [S]B - [k]A, byte for byte: no second encoding of S, of R or of the key gets through."""
        if len(signature) != 64:
            return False
        s = int.from_bytes(signature[32:], "little")
        if s >= _ORDER:
            return False
        digest = hashlib.sha512(signature[:32] + self.data + message).digest()
        k = int.from_bytes(digest, "little") % _ORDER
        for_base, for_key = _signed_digits(s, 8), _signed_digits(k, 5)
        point = _NEUTRAL
        for place in range(max(len(for_base), len(for_key)) - 1, -1, -1):
            point = _double(point)
            digit = for_base[place] if place < len(for_base) else 0
            if digit:
                point = _add(point, _BASE_MULTIPLES[abs(digit) >> 1], digit)
            digit = for_key[place] if place < len(for_key) else 0
            if digit:
                point = _add(point, self._minus[abs(digit) >> 1], digit)
        x, y, z, _ = point
        inverse = pow(z, -1, _P)
        x, y = x * inverse % _P, y * inverse % _P
        return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


# --------------------------------------------------------------------------------------------------------------------
# RFC 6962 trees.
# --------------------------------------------------------------------------------------------------------------------


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def leaf_hash(data):
    return hashlib.sha256(b"\x00" + data).digest()


class Tree:
    """A Merkle tree that grows by leaves; only the roots of its complete subtrees are kept."""

    def __init__(self, size=0, frontier=()):
        if len(frontier) != bin(size).count("1"):
            raise ValueError("a tree of %d leaves has %d complete subtrees" % (size, bin(size).count("1")))
        self.size = size
        self._subtrees = list(frontier)

    def append(self, leaf):
        rest = self.size
        while rest & 1:
            leaf = hashlib.sha256(b"\x01" + self._subtrees.pop() + leaf).digest()
            rest >>= 1
        self._subtrees.append(leaf)
        self.size += 1

    def root(self):
        if not self._subtrees:
            return hashlib.sha256().digest()
        root = self._subtrees[-1]
        for subtree in self._subtrees[-2::-1]:
            root = hashlib.sha256(b"\x01" + subtree + root).digest()
        return root


# --------------------------------------------------------------------------------------------------------------------
# C2SP: keys, notes, checkpoints, cosignatures.
# --------------------------------------------------------------------------------------------------------------------

KEY_OF_LOG, KEY_OF_WITNESS = 0x01, 0x04
MOST_SIGNATURES = 64
LONGEST_NOTE = 262144
NEXT_KEY = "next-key "


class BadNote(Exception):
    """Text that is no signed note, no checkpoint or no key."""


def _base64(text):
    """Bytes of standard base64 with padding; only the one spelling that an encoder writes."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error, ValueError):
        raise BadNote("there is bad base64")
    if base64.b64encode(data).decode() != text:
        raise BadNote("there is base64 that no encoder writes")
    return data


def _check_name(name):
    """Names of keys, and origins: a log signs under its origin."""
    if not name or "+" in name or any(letter.isspace() or letter < " " for letter in name):
        raise BadNote("a name is empty, or has a space, a plus sign or a control character in it")
    if any("\ud800" <= letter <= "\udfff" for letter in name):
        raise BadNote("a name has half of a character in it")


class VerifierKey:
    """A key in text form: <name>+<8 hex digits of its id>+<base64 of the type and the public key>."""

    def __init__(self, text, kind):
        parts = text.split("+", 2)
        if len(parts) != 3:
            raise BadNote("a key is <name>+<id>+<base64>")
        self.name, given, material = parts[0], parts[1], _base64(parts[2])
        _check_name(self.name)
        if len(material) != 33 or material[0] != kind:
            raise BadNote("the key %s is not of type %d" % (self.name[:100], kind))
        self.id = sha256(self.name.encode("utf-8"), b"\n", material)[:4]
        if given != self.id.hex():
            raise BadNote("the id of the key %s is not the one of its bytes" % self.name[:100])
        self.text = text
        try:
            self.public = PublicKey(material[1:])
        except ValueError as fault:
            raise BadNote(str(fault))


class Checkpoint:
    """A signed tree head: origin, size, root, perhaps the next key, and signatures as (name, key id, bytes)."""

    def __init__(self, text):
        try:
            units = len(text.encode("utf-16-le"))
        except UnicodeEncodeError:
            raise BadNote("the note holds half of a character")
        if units > 2 * LONGEST_NOTE:
            raise BadNote("the note is too long")
        if any(letter < " " and letter != "\n" for letter in text):
            raise BadNote("the note has control characters")
        body, gap, lines = text.rpartition("\n\n")
        if not gap or not lines.endswith("\n"):
            raise BadNote("the note has no signatures or does not end with a newline")
        self.text, self.body = text, (body + "\n").encode("utf-8")
        parts = body.split("\n")
        if len(parts) not in (3, 4):
            raise BadNote("a checkpoint has three lines, origin, size and root, and perhaps one of the next key")
        self.origin = parts[0]
        _check_name(self.origin)
        if not re.fullmatch(r"0|[1-9][0-9]{0,15}", parts[1], re.ASCII) or int(parts[1]) > SAFE_INTEGER:
            raise BadNote("the size of a checkpoint is no whole number")
        self.size, self.root = int(parts[1]), _base64(parts[2])
        if len(self.root) != 32:
            raise BadNote("the root of a checkpoint has 32 bytes")
        self.next_key = self._next_key(parts[3]) if len(parts) == 4 else None
        self.signatures = [self._signature(line) for line in lines[:-1].split("\n")]
        if len(self.signatures) > MOST_SIGNATURES:
            raise BadNote("the note has more than %d signatures" % MOST_SIGNATURES)

    def _next_key(self, line):
        if not line.startswith(NEXT_KEY):
            raise BadNote("the only line that may follow the root is the one of the next key")
        key = VerifierKey(line[len(NEXT_KEY) :], KEY_OF_LOG)
        if key.name != self.origin:
            raise BadNote("the next key is one of another log")
        return key.text

    @staticmethod
    def _signature(line):
        dash, _, rest = line.partition(" ")
        name, space, signature = rest.rpartition(" ")
        if dash != "\u2014" or not space:
            raise BadNote("a line of the note is no signature")
        _check_name(name)
        data = _base64(signature)
        if len(data) < 5:
            raise BadNote("a signature of the note is too short")
        return name, data[:4], data[4:]

    def of_key(self, key):
        """The signatures that say they are of this key."""
        return [data for name, key_id, data in self.signatures if name == key.name and key_id == key.id]

    def signed_by(self, key):
        """True: signed; False: a signature of this key does not verify; None: no line is of this key."""
        found = self.of_key(key)
        return all(key.public.verifies(data, self.body) for data in found) if found else None

    def cosigned_by(self, witness):
        """The time of a cosignature; False when one does not verify; None when there is none of this witness."""
        found = self.of_key(witness)
        for data in found:
            time = int.from_bytes(data[:8], "big")
            message = b"cosignature/v1\ntime %d\n" % time + self.body
            if len(data) != 72 or time > SAFE_INTEGER or not witness.public.verifies(data[8:], message):
                return False
        return int.from_bytes(found[0][:8], "big") if found else None


# --------------------------------------------------------------------------------------------------------------------
# The bundle.
# --------------------------------------------------------------------------------------------------------------------

SCHEMA = "countersign.audit-bundle/1"
CHECKS = ("format", "entries", "payloads", "tree", "signatures", "key", "checkpoint", "witness")
LONGEST_LINE = 16 * 1024 * 1024
MOST_KEYS = 1000
ZEROS = "0" * 64

_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_SALT = re.compile(r"(?:[0-9a-f]{2})+", re.ASCII)
_HEADER = {"schema", "workspaceId", "origin", "from", "to", "keys", "previousHash", "frontier"}


class Fault(Exception):
    """What is wrong: the check that fails, why, and the first entry that the log no longer bears out (or None)."""

    def __init__(self, check, detail, sequence=None):
        super().__init__(detail)
        self.check, self.detail, self.sequence = check, detail, sequence


def _is_whole(value, least):
    return type(value) is int and least <= value <= SAFE_INTEGER


def _is_hash(value):
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


class Trust:
    """What the reader of a bundle knows from elsewhere: keys of the log, heads, and keys of witnesses."""

    def __init__(self, keys=(), checkpoints=(), witnesses=()):
        self.keys, self.checkpoints, self.witnesses = list(keys), list(checkpoints), list(witnesses)


class KeyChain:
    """Which key is in force, from checkpoint to checkpoint, and whether keys known from elsewhere vouch for it."""

    def __init__(self, keys, pinned):
        self.listed = [key.text for key in keys]
        self.known = {key.text: key for key in [*keys, *pinned]}
        self.pinned = {key.text for key in pinned}
        self.vouched = set(self.pinned)  # with those that a pinned key handed over to
        self.were_in_force = set()
        self.current = None
        self.last_is_vouched = False

    def follow(self, note):
        """Takes the next checkpoint; what is wrong with its signatures, or None."""
        self.last_is_vouched = False
        statuses = {text: note.signed_by(key) for text, key in self.known.items()}
        if False in statuses.values():
            return "a signature of a known key does not verify"
        signers = [text for text in self.listed if statuses[text]]
        if self.current is None and signers:
            self.current = signers[0]
        if self.current not in signers:
            return "it is not signed by the key in force"
        self.were_in_force.add(self.current)
        self.last_is_vouched = self.current in self.vouched
        if note.next_key is None:
            return None
        if note.next_key not in signers:
            return "the next key does not sign it, or is not listed in the header"
        if self.last_is_vouched:
            self.vouched.add(note.next_key)
        self.current = note.next_key
        self.were_in_force.add(self.current)
        self.last_is_vouched = self.current in self.vouched
        return None

    def is_trusted(self):
        return self.last_is_vouched and self.pinned <= self.were_in_force


class BundleVerifier:
    """Takes the lines of a bundle one after the other and keeps nothing of them but hashes and counts.

    A fault of form or of an entry ends the reading; one of a payload or a checkpoint is noted, and reading goes on.
    """

    def __init__(self, trust):
        self.trust = trust
        self.header = None
        self.faults = {}
        self.first_bad = None
        self.entries = self.payloads = self.erased = self.checkpoints = 0
        self.stopped = self.ended = False

    def fail(self, check, detail, sequence=None):
        """Notes a fault. The first one of a check is the one that is told; the smallest place of all is."""
        self.faults.setdefault(check, detail)
        if sequence is not None and (self.first_bad is None or sequence < self.first_bad):
            self.first_bad = sequence

    # -- reading ----------------------------------------------------------------------------------------------------

    def line(self, data):
        """One line without its newline. Raises Fault at the first thing that is wrong."""
        value, ordinary = self._parse(data)
        if self.header is None:
            self._read_header(value)
        elif self.ended:
            raise Fault("format", "something follows the last checkpoint", self.due())
        elif set(value) == {"entry"}:
            self._read_entry(value["entry"], ordinary)
        elif set(value) == {"checkpoint"}:
            self._read_checkpoint(value["checkpoint"])
        else:
            raise Fault("format", "a line is neither an entry nor a checkpoint", self.due())

    def due(self):
        """The sequence of the entry that is due, or would be behind the range; None before the header."""
        return None if self.header is None else self.tree.size + 1

    def _parse(self, data):
        try:
            value, ordinary = read_json(data.decode("utf-8"))
        except UnicodeDecodeError:
            raise Fault("format", "a line is not UTF-8", self.due())
        except BadJson as fault:
            raise Fault("format", "a line is no JSON: %s" % fault, self.due())
        if not isinstance(value, dict):
            raise Fault("format", "a line is no JSON object", self.due())
        return value, ordinary

    def _read_header(self, value):
        if value.get("schema") != SCHEMA:
            raise Fault("format", "the first line is no header of %s" % SCHEMA)
        if set(value) != _HEADER:
            raise Fault("format", "the header's members are not the known ones")
        workspace, origin = value["workspaceId"], value["origin"]
        if not isinstance(workspace, str) or not workspace or origin != "countersign.audit/" + workspace:
            raise Fault("format", "the origin is not the one of the workspace")
        if not _is_whole(value["from"], 1) or not _is_whole(value["to"], value["from"]):
            raise Fault("format", "the range is none")
        if not _is_hash(value["previousHash"]):
            raise Fault("format", "the hash before the range is none")
        if value["from"] == 1 and value["previousHash"] != ZEROS:
            raise Fault("format", "there is a hash before the first entry")
        frontier = value["frontier"]
        if not isinstance(frontier, list) or not all(_is_hash(each) for each in frontier):
            raise Fault("format", "the frontier is no list of hashes")
        try:
            self.tree = Tree(value["from"] - 1, [bytes.fromhex(each) for each in frontier])
        except ValueError as fault:
            raise Fault("format", str(fault))
        self.keys = self._read_keys(value["keys"], origin)
        self.chain = KeyChain(self.keys, self.trust.keys)
        self.previous_hash = value["previousHash"]
        self.last_good = value["from"] - 1  # the size of the last checkpoint with nothing wrong
        self.may_check = False  # whether a checkpoint may come now
        self.header = value
        self._take_known_heads()

    @staticmethod
    def _read_keys(texts, origin):
        if not isinstance(texts, list) or not texts or not all(isinstance(each, str) for each in texts):
            raise Fault("format", "the keys are no list of texts")
        if len(texts) > MOST_KEYS:
            raise Fault("format", "there are more than %d keys" % MOST_KEYS)
        if len(set(texts)) != len(texts):
            raise Fault("format", "a key is listed twice")
        try:
            keys = [VerifierKey(each, KEY_OF_LOG) for each in texts]
        except BadNote as fault:
            raise Fault("format", "a key of the header: %s" % fault)
        if any(key.name != origin for key in keys):
            raise Fault("format", "a key of the header is of another log")
        return keys

    # -- entries ----------------------------------------------------------------------------------------------------

    def _read_entry(self, value, ordinary_payload):
        sequence = self.due()
        if sequence > self.header["to"]:
            raise Fault("format", "there is an entry behind the range", sequence)
        if not isinstance(value, dict) or set(value) not in ({"canonical"}, {"canonical", "payload", "salt"}):
            raise Fault("format", "the members of an entry's line are not the known ones", sequence)
        text = value["canonical"]
        if not isinstance(text, str) or not isinstance(value.get("salt", ""), str):
            raise Fault("format", "the canonical text of an entry, or its salt, is no text", sequence)
        try:
            data = text.encode("utf-8")
            entry, ordinary = read_json(text)
            if canonical_bytes(entry, ordinary) != data:
                raise BadJson("it is not in canonical form")
        except (BadJson, UnicodeEncodeError) as fault:
            raise Fault("entries", "the text of entry %d: %s" % (sequence, fault), sequence)
        self._check_entry(entry, sequence)
        if "salt" not in value:
            self.erased += 1
        elif self._is_committed(value, ordinary_payload, entry.get("payloadCommitment")):
            self.payloads += 1
        else:
            self.fail("payloads", "the payload of entry %d is not the committed one" % sequence, sequence)
        leaf = leaf_hash(data)
        self.tree.append(leaf)
        self.previous_hash = leaf.hex()
        self.entries += 1
        self.may_check = True
        if sequence in self.known:
            self._compare_known(sequence)

    def _check_entry(self, entry, sequence):
        if not isinstance(entry, dict) or entry.get("v") not in (1, 2) or type(entry["v"]) is not int:
            problem = "it is none of version 1 or 2"
        elif entry.get("sequence") != sequence or type(entry["sequence"]) is not int:
            problem = "it says that its number is another"
        elif entry.get("workspaceId") != self.header["workspaceId"]:
            problem = "it is of another workspace"
        elif entry.get("previousHash") != self.previous_hash:
            problem = "it does not follow the entry before it"
        else:
            return
        raise Fault("entries", "entry %d: %s" % (sequence, problem), sequence)

    @staticmethod
    def _is_committed(value, ordinary, commitment):
        salt = value["salt"]
        if not _SALT.fullmatch(salt):
            return False
        try:
            payload = canonical_bytes(value["payload"], ordinary)
        except BadJson:
            return False
        return sha256(bytes.fromhex(salt), payload).hex() == commitment

    # -- checkpoints ------------------------------------------------------------------------------------------------

    def _read_checkpoint(self, text):
        here, suspect = self.tree.size, self.last_good + 1
        if not isinstance(text, str):
            raise Fault("format", "a checkpoint is no text", here + 1)
        try:
            note = Checkpoint(text)
        except BadNote as fault:
            raise Fault("format", "the checkpoint after entry %d: %s" % (here, fault), suspect)
        if not self.may_check or note.size != here:
            raise Fault("format", "a checkpoint of size %d is out of place" % note.size, here + 1)
        self.may_check = False
        self.checkpoints += 1
        problems = []
        if note.origin != self.header["origin"]:
            problems.append(("tree", "the checkpoint of size %d is of another log" % here))
        elif note.root != self.tree.root():
            problems.append(("tree", "the entries do not give the root of the checkpoint of size %d" % here))
        problem = self.chain.follow(note)
        if problem:
            problems.append(("signatures", "the checkpoint of size %d: %s" % (here, problem)))
        for check, detail in problems:
            self.fail(check, detail, suspect)
        if not any(check == "tree" for check, _ in problems):
            self._take_cosignatures(note)
        if not problems:
            self.last_good = here
        self.ended = here == self.header["to"]

    def _take_cosignatures(self, note):
        """What the given witnesses say of a checkpoint of the bundle, or of a known head that agrees with it."""
        for witness in self.trust.witnesses:
            time = note.cosigned_by(witness)
            if time is False:
                self.fail("witness", "a cosignature of %s does not verify" % witness.name)
            elif time is not None:
                self.witnessed[witness.text] = max(note.size, self.witnessed.get(witness.text, 0))

    # -- heads known from elsewhere ---------------------------------------------------------------------------------

    def _take_known_heads(self):
        first, last, origin = self.header["from"], self.header["to"], self.header["origin"]
        self.known, self.witnessed = {}, {}
        self.compared, self.last_matched = 0, first - 1
        for note in self.trust.checkpoints:
            if note.origin != origin:
                self.fail("checkpoint", "the known head is one of %s" % note.origin)
                continue
            if self._has_broken_line(note):
                self.fail("checkpoint", "a signature of the known head of size %d does not verify" % note.size)
            if note.size > last:
                detail = "a head of size %d is known: the log was cut, or restored from an old copy" % note.size
                self.fail("checkpoint", detail, last + 1)
            elif note.size >= first - 1:
                self.known.setdefault(note.size, []).append(note)
        if first - 1 in self.known:
            self._compare_known(first - 1)

    def _has_broken_line(self, note):
        if any(note.signed_by(key) is False for key in self.chain.known.values()):
            return True
        return any(note.cosigned_by(witness) is False for witness in self.trust.witnesses)

    def _compare_known(self, size):
        root = self.tree.root()
        matched = [note for note in self.known[size] if note.root == root]
        self.compared += len(matched)
        if len(matched) < len(self.known[size]):
            detail = "the entries up to %d are not the ones of the known head" % size
            self.fail("checkpoint", detail, self.last_matched + 1)
        else:
            self.last_matched = size
        for note in matched:
            self._take_cosignatures(note)

    # -- the result -------------------------------------------------------------------------------------------------

    def finish(self):
        """The document countersign.verify/1, after the last line or the first fault that ends the reading."""
        if not self.stopped and not self.ended:
            self.stop(self._ends_early())
        if not self.stopped:
            self._conclude()
        header = self.header or {"workspaceId": None, "from": None, "to": None}
        checks = []
        for check in CHECKS:
            if check in self.faults:
                status, detail = "failed", self.faults[check]
            elif self.stopped:
                status, detail = "unknown", "not decided, because the reading ended at a fault"
            else:
                status, detail = self._passed(check)
            checks.append({"check": check, "status": status, "detail": detail})
        return {
            "schema": "countersign.verify/1",
            "kind": "audit-bundle",
            "valid": not self.faults,
            "workspaceId": header["workspaceId"],
            "entries": self.entries,
            "from": header["from"],
            "to": header["to"],
            "root": None if self.stopped else self.tree.root().hex(),
            "firstBad": self.first_bad,
            "checks": checks,
        }

    def stop(self, fault):
        """Notes a fault that ends the reading."""
        self.stopped = True
        self.fail(fault.check, fault.detail, fault.sequence)

    def _ends_early(self):
        if self.header is None:
            return Fault("format", "the file is empty")
        if self.due() <= self.header["to"]:
            return Fault("format", "the bundle ends where entry %d is due" % self.due(), self.due())
        return Fault("format", "the bundle ends without its last checkpoint", self.last_good + 1)

    def _conclude(self):
        """What can only be said at the end: of keys and witnesses known from elsewhere."""
        if self.trust.keys and not self.chain.is_trusted():
            self.fail("key", "the given keys do not lead to the key of the last checkpoint")
        silent = [each.name for each in self.trust.witnesses if each.text not in self.witnessed]
        if silent:
            self.fail("witness", "there is no cosignature of %s" % ", ".join(silent))

    def _passed(self, check):
        if check == "format":
            return "passed", "%d entries and %d checkpoints in order" % (self.entries, self.checkpoints)
        if check == "entries":
            return "passed", "every entry has its number and follows the one before it"
        if check == "payloads":
            return "passed", "%d payloads are the committed ones, %d are erased" % (self.payloads, self.erased)
        if check == "tree":
            return "passed", "the entries give the roots of all checkpoints"
        if check == "signatures":
            return "passed", "every checkpoint is signed by the key in force"
        if check == "key":
            if not self.trust.keys:
                return "unknown", "no key was given: whoever made the file could have made its key"
            return "passed", "the checkpoints are signed by a given key, or by one that it handed over to"
        if check == "checkpoint":
            if not self.trust.checkpoints:
                return "unknown", "no head known from elsewhere was given: entries may be missing at the end"
            if not self.compared:
                return "unknown", "the known head is older than this bundle: nothing could be compared"
            return "passed", "%d known heads agree with the entries" % self.compared
        if not self.trust.witnesses:
            return "unknown", "no key of a witness was given"
        seen = ["%s up to entry %d" % (key.name, self.witnessed[key.text]) for key in self.trust.witnesses]
        return "passed", "cosigned by %s; later entries are not witnessed" % ", ".join(seen)


def verify(stream, trust):
    """Checks one bundle, read from a stream of bytes."""
    verifier = BundleVerifier(trust)
    try:
        while True:
            data = stream.readline(LONGEST_LINE + 1)
            if not data:
                break
            if data.endswith(b"\n"):
                data = data[:-1]
            elif len(data) > LONGEST_LINE:
                raise Fault("format", "a line is longer than %d bytes" % LONGEST_LINE, verifier.due())
            verifier.line(data)
    except Fault as fault:
        verifier.stop(fault)
    return verifier.finish()


# --------------------------------------------------------------------------------------------------------------------
# The passport of a promotion, as far as the log goes: docs/spec/passport.md.
# --------------------------------------------------------------------------------------------------------------------

LARGEST_PASSPORT = 256 * 1024 * 1024
PAYLOAD_TYPE = b"application/vnd.in-toto+json"
STATEMENT = "statement.dsse.json"
PASSPORT_FILES = (
    "README.txt",
    "audit/checkpoint.txt",
    "audit/entries.ndjson",
    "case.json",
    "keys.json",
    "names.json",
    "policy.json",
)
PASSPORT_CHECKS = ("format", "files", "signature", "key", "entries", "tree", "checkpoint", "witness")
_EVIDENCE = re.compile(r"evidence/[0-9a-f]{64}\.json", re.ASCII)


def pack_files(files):
    """The one archive of files: by name, stored, at the oldest noon that a zip can tell."""
    local, central = b"", b""
    for name in sorted(files):
        data, title = files[name], name.encode("ascii")
        about = struct.pack("<5H3L2H", 20, 0, 0, 0x6000, 0x21, zlib.crc32(data), len(data), len(data), len(title), 0)
        central += b"PK\x01\x02\x14\0" + about + struct.pack("<3H2L", 0, 0, 0, 0, len(local)) + title
        local += b"PK\x03\x04" + about + title + data
    end = struct.pack("<4H2LH", 0, 0, len(files), len(files), len(central), len(local), 0)
    return local + central + b"PK\x05\x06" + end


def unpack_files(data):
    """The files of an archive; whatever is not the bytes that pack_files writes is refused."""
    # Only passports are archives, and the module brings half the library along.
    import zipfile

    files = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for each in archive.infolist():
                if each.compress_type != zipfile.ZIP_STORED or each.filename in files:
                    raise Fault("format", "%s is compressed, or there twice" % each.filename)
                files[each.filename] = archive.read(each)
        is_same = pack_files(files) == data
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, struct.error, NotImplementedError, RuntimeError):
        raise Fault("format", "it is no archive, or a part of one")
    if not is_same:
        raise Fault("format", "the archive holds more, or less, than its files in their one form")
    return files


def inclusion_root(index, size, leaf, proof):
    """The root that a proof leads to (RFC 9162, 2.1.3.2), or None where it leads to none."""
    place, last, node = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return None
        if place % 2 or place == last:
            node = sha256(b"\x01", sibling, node)
            while place % 2 == 0 and place:
                place, last = place // 2, last // 2
        else:
            node = sha256(b"\x01", node, sibling)
        place, last = place // 2, last // 2
    return node if last == 0 else None


class Passport:
    """A passport taken apart; the decision in it is not taken again here."""

    def __init__(self, data):
        self.files = unpack_files(data)
        known = {*PASSPORT_FILES, STATEMENT, "verify.html"}
        if not known <= set(self.files) or any(
            name not in known and not _EVIDENCE.fullmatch(name) for name in self.files
        ):
            raise Fault("format", "a file is missing, or does not belong here")
        try:
            self._read()
        except (BadJson, BadNote, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError) as fault:
            raise Fault("format", "a file has another form: %s" % fault)

    def _canonical(self, data):
        value, ordinary = read_json(data.decode("utf-8"))
        if canonical_bytes(value, ordinary) != data:
            raise BadJson("it is not in canonical form")
        return value

    def _read(self):
        envelope = self._canonical(self.files[STATEMENT])
        keys = self._canonical(self.files["keys.json"])
        if set(envelope) != {"payload", "payloadType", "signatures"} or set(keys) != {"origin", "keys", "handovers"}:
            raise ValueError("the members of the statement or of the keys are not the known ones")
        if envelope["payloadType"] != PAYLOAD_TYPE.decode() or len(envelope["signatures"]) != 1:
            raise ValueError("the statement has one signature")
        if set(envelope["signatures"][0]) != {"keyid", "sig"}:
            raise ValueError("the members of the signature are not the known ones")
        self.payload = _base64(envelope["payload"])
        self.signature = _base64(envelope["signatures"][0]["sig"])
        self.signer = envelope["signatures"][0]["keyid"]
        self.predicate = self._canonical(self.payload)["predicate"]
        self.origin, self.handovers = keys["origin"], [Checkpoint(note) for note in keys["handovers"]]
        self.keys = [VerifierKey(text, KEY_OF_LOG) for text in keys["keys"]]
        if not self.keys or any(key.name != self.origin for key in self.keys):
            raise ValueError("a key is of another log")
        self.checkpoint = Checkpoint(self.files["audit/checkpoint.txt"].decode("utf-8"))
        lines = self.files["audit/entries.ndjson"]
        if not lines.endswith(b"\n"):
            raise ValueError("the entries do not end with a line")
        self.lines = [self._canonical(line) for line in lines[:-1].split(b"\n")]
        if any(not set(line) <= {"canonical", "payload", "proof", "salt"} for line in self.lines):
            raise ValueError("a line of the log has a member that nobody knows")
        self.entries = [self._canonical(line["canonical"].encode("utf-8")) for line in self.lines]
        gates = self._canonical(self.files["case.json"])["gates"]
        self.evidence = {gate["evidenceDigest"] for gate in gates if "evidenceDigest" in gate}


def _check_files(passport, _):
    listed = {each["name"]: each["sha256"] for each in passport.predicate["files"]}
    there = {name: sha256(data).hex() for name, data in passport.files.items() if name != STATEMENT}
    if listed != there:
        return "failed", "the files are not those that were signed"
    return "passed", "%d files are those that were signed" % len(there)


def _check_signature(passport, _):
    parts = (PAYLOAD_TYPE, passport.payload)
    message = b"DSSEv1" + b"".join(b" %d %s" % (len(part), part) for part in parts)
    key = passport.keys[-1]
    if passport.signer != key.text or not key.public.verifies(passport.signature, message):
        return "failed", "the statement is not signed by the last key of keys.json"
    return "passed", "signed by %s" % key.text


def _check_key(passport, trust):
    pairs = list(zip(passport.keys, passport.keys[1:]))
    if len(pairs) != len(passport.handovers):
        return "failed", "a key follows another without a handover"
    for (before, after), note in zip(pairs, passport.handovers):
        if note.origin != passport.origin or note.next_key != after.text:
            return "failed", "a handover is to another key"
        if not note.signed_by(before) or not note.signed_by(after):
            return "failed", "a handover is not signed by both keys"
    if not trust.keys:
        return "unknown", "no key was given: whoever made the file could have made its key"
    if not {key.text for key in trust.keys} & {key.text for key in passport.keys}:
        return "failed", "the file is signed by another key than the given one"
    return "passed", "it follows from a given key"


def _named_by_steps(passport):
    """The delegations by which votes were cast, and the passkeys that steps were signed with, as their entries name them."""
    payloads = [(entry["action"], line.get("payload") or {}) for line, entry in zip(passport.lines, passport.entries)]
    delegations = {each.get("delegationId") for action, each in payloads if action == "castVote"} - {None}
    signatures = [each.get("signature") or {} for _, each in payloads]
    return delegations, {each.get("passkeyId") for each in signatures} - {None}


def _left_out(passport):
    """The number of a step that is about something that no step before it led to, or None."""
    current = None
    for entry in passport.entries:
        subject = entry["subject"]
        if subject["type"] != "promotion" or entry["outcome"] != "done" or "digest" not in subject:
            continue
        if current is not None and subject["digest"] != current and entry.get("before") != current:
            return entry["sequence"]
        current = subject["digest"]
    return None


def _check_entries(passport, _):
    about, previous, erased = passport.predicate, 0, 0
    delegations, passkeys = _named_by_steps(passport)
    for line, entry in zip(passport.lines, passport.entries):
        subject, sequence = entry["subject"], entry["sequence"]
        of_promotion = subject["type"] == "promotion" and subject["id"] == about["promotionId"]
        if entry["v"] not in (1, 2) or not _is_whole(sequence, previous + 1):
            return "failed", "entry %s is out of order" % sequence
        of_evidence = subject.get("digest") in passport.evidence
        of_delegation = subject["type"] == "delegation" and subject["id"] in delegations
        of_passkey = subject["type"] == "passkey" and subject["id"] in passkeys
        is_known = of_promotion or of_evidence or of_delegation or of_passkey
        if entry["workspaceId"] != about["workspaceId"] or not is_known:
            return "failed", "entry %d does not belong here" % sequence
        if "salt" not in line and "payload" not in line:
            erased += 1
        elif not BundleVerifier._is_committed(line, False, entry["payloadCommitment"]):
            return "failed", "the payload of entry %d is not the committed one" % sequence
        previous = sequence
    gap = _left_out(passport)
    if gap is not None:
        return "failed", "what entry %d is about follows from no entry before it: one was left out" % gap
    if erased:
        return "unknown", "the details of %d of %d entries were erased" % (erased, len(passport.entries))
    return "passed", "%d entries with their payloads" % len(passport.entries)


def _in_force(passport):
    """The keys that were in force at the size of the checkpoint: one, and at a handover both."""
    ends = [note.size for note in passport.handovers]
    terms = zip(passport.keys, [0] + ends, ends + [passport.checkpoint.size])
    return [key for key, begin, end in terms if begin <= passport.checkpoint.size <= end]


def _check_tree(passport, _):
    note = passport.checkpoint
    told = passport.predicate["log"]
    signed = [note.signed_by(key) for key in passport.keys]
    in_force = [note.signed_by(key) for key in _in_force(passport)]
    if note.origin != passport.origin or note.origin != "countersign.audit/" + passport.predicate["workspaceId"]:
        return "failed", "the checkpoint is of another log"
    if told != {"origin": note.origin, "size": note.size, "root": note.root.hex()}:
        return "failed", "the statement is about another checkpoint"
    if False in signed or True not in in_force:
        return "failed", "the checkpoint is not signed by the key that was in force at %d entries" % note.size
    for line, entry in zip(passport.lines, passport.entries):
        sequence, proof = entry["sequence"], line["proof"]
        if sequence > note.size or not all(_is_hash(each) for each in proof):
            return "failed", "entry %d is not in the log of the checkpoint" % sequence
        leaf = leaf_hash(line["canonical"].encode("utf-8"))
        if inclusion_root(sequence - 1, note.size, leaf, [bytes.fromhex(each) for each in proof]) != note.root:
            return "failed", "entry %d is not in the tree of the checkpoint" % sequence
    return "passed", "%d entries stand in the log of %d" % (len(passport.entries), note.size)


def _check_head(passport, trust):
    note = passport.checkpoint
    if not trust.checkpoints:
        return "unknown", "no head known from elsewhere was given"
    same = [head for head in trust.checkpoints if head.size == note.size]
    if any(head.origin != note.origin for head in trust.checkpoints) or any(head.root != note.root for head in same):
        return "failed", "a known head is of another log"
    if not same:
        return "unknown", "no known head has %d entries: nothing could be compared" % note.size
    return "passed", "it is the known head"


def _check_witness(passport, trust):
    if not trust.witnesses:
        return "unknown", "no key of a witness was given"
    silent = [each.name for each in trust.witnesses if not passport.checkpoint.cosigned_by(each)]
    if silent:
        return "failed", "there is no cosignature of %s that verifies" % ", ".join(silent)
    return "passed", "cosigned by %s" % ", ".join(each.name for each in trust.witnesses)


_PASSPORT_CHECK = {
    "files": _check_files,
    "signature": _check_signature,
    "key": _check_key,
    "entries": _check_entries,
    "tree": _check_tree,
    "checkpoint": _check_head,
    "witness": _check_witness,
}


def verify_passport(data, trust):
    """The part of the log in a passport. The decision is taken again by `countersign verify` and by verify.html."""
    checks = {name: ("unknown", "not looked at, since the file is no passport") for name in PASSPORT_CHECKS}
    try:
        passport = Passport(data)
        checks["format"] = ("passed", "%d files in their one form" % len(passport.files))
        for name, check in _PASSPORT_CHECK.items():
            try:
                checks[name] = check(passport, trust)
            except (KeyError, TypeError, AttributeError, ValueError) as fault:
                checks[name] = ("failed", "it cannot be read: %s" % fault)
    except Fault as fault:
        checks["format"] = ("failed", fault.detail)
    listed = [{"check": name, "status": status, "detail": detail} for name, (status, detail) in checks.items()]
    valid = all(each["status"] != "failed" for each in listed)
    return {"schema": "countersign.verify/1", "kind": "passport", "part": "log", "valid": valid, "checks": listed}


# --------------------------------------------------------------------------------------------------------------------
# The command.
# --------------------------------------------------------------------------------------------------------------------


class BadUsage(Exception):
    """A file or a key on the command line that cannot be used."""


def _read_text(path):
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read(LONGEST_LINE)
    except (OSError, UnicodeDecodeError) as fault:
        raise BadUsage("%s: %s" % (path, fault))


def _read_given_keys(words, kind):
    """Keys given as text, or as files with one key a line."""
    keys = []
    for word in words:
        texts = [word] if not os.path.isfile(word) else _read_text(word).split("\n")
        texts = [text.strip() for text in texts if text.strip()]
        if not texts:
            raise BadUsage("%s: there is no key in it" % word)
        try:
            keys.extend(VerifierKey(text, kind) for text in texts)
        except BadNote as fault:
            raise BadUsage("%s: %s" % (word, fault))
    return keys


def _read_given_checkpoint(path):
    try:
        return Checkpoint(_read_text(path))
    except BadNote as fault:
        raise BadUsage("%s: %s" % (path, fault))


def _trust(keys, checkpoints, witnesses):
    return Trust(
        _read_given_keys(keys, KEY_OF_LOG),
        [_read_given_checkpoint(path) for path in checkpoints],
        _read_given_keys(witnesses, KEY_OF_WITNESS),
    )


def _verify_file(path, trust):
    try:
        with open(path, "rb") as stream:
            return verify(stream, trust)
    except OSError as fault:
        raise BadUsage("%s: %s" % (path, fault))


def _verify_passport_file(path, trust):
    try:
        with open(path, "rb") as stream:
            data = stream.read(LARGEST_PASSPORT + 1)
    except OSError as fault:
        raise BadUsage("%s: %s" % (path, fault))
    if len(data) > LARGEST_PASSPORT:
        raise BadUsage("%s is larger than any passport" % path)
    return verify_passport(data, trust)


def _report(result):
    mark = {"passed": "ok     ", "failed": "FAILED ", "unknown": "unknown"}
    lines = ["%s %-11s %s" % (mark[each["status"]], each["check"], each["detail"]) for each in result["checks"]]
    lines.append("")
    if result["kind"] == "passport":
        lines.append("Nothing failed in the part of the log." if result["valid"] else "The passport is NOT valid.")
    elif result["valid"]:
        lines.append("Nothing failed: %d entries of workspace %s." % (result["entries"], result["workspaceId"]))
        lines.append("Root at %d: %s" % (result["to"], result["root"]))
    elif result["firstBad"] is None:
        lines.append("The bundle is NOT valid.")
    else:
        lines.append("The bundle is NOT valid: first at entry %d." % result["firstBad"])
    return "\n".join(lines)


def _json_line(value):
    return json.dumps(value, separators=(",", ":"))


def _verify_each(path):
    """Many bundles in one process: one JSON object a line, {"file", "keys", "checkpoints", "witnesses"}."""
    valid = True
    for line in _read_text(path).splitlines():
        job = json.loads(line)
        trust = _trust(job.get("keys", []), job.get("checkpoints", []), job.get("witnesses", []))
        result = _verify_file(job["file"], trust)
        valid = valid and result["valid"]
        print(_json_line(result))
    return valid


def main(words):
    parser = argparse.ArgumentParser(description="Checks an audit bundle of Countersign offline.")
    parser.add_argument("file", metavar="FILE", help="the bundle")
    parser.add_argument("--key", action="append", default=[], metavar="VKEY|FILE", help="a key of the log")
    parser.add_argument("--checkpoint", action="append", default=[], metavar="FILE", help="a head known from elsewhere")
    parser.add_argument("--witness", action="append", default=[], metavar="VKEY|FILE", help="a key of a witness")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--passport", action="store_true", help="FILE is the passport of a promotion")
    parser.add_argument("--each", action="store_true", help="FILE lists bundles: JSON lines in, JSON lines out")
    given = parser.parse_args(words)
    try:
        if given.each:
            return 0 if _verify_each(given.file) else 1
        look = _verify_passport_file if given.passport else _verify_file
        result = look(given.file, _trust(given.key, given.checkpoint, given.witness))
    except BadUsage as fault:
        print(fault, file=sys.stderr)
        return 2
    print(json.dumps(result, indent=2) if given.json else _report(result))
    return 0 if result["valid"] else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except BrokenPipeError:
        os._exit(1)
