#!/usr/bin/env python3
"""Checks a served log: python3 verify_log.py URL VKEY [--checkpoint FILE] [--receipt FILE] [--witnesses FILE]

Written from the public formats alone (C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-tiles, tlog-proof; RFC
6962; RFC 8032), in another language and with nothing but its standard library, so that the product's own code cannot be right only to
itself. The file of witnesses holds a key a line; with it `cosigned` has to be vouched for by each of them. Prints "ok SIZE ROOT" and ends with 0, or "wrong: WHY" and ends with 1.
"""

import base64
import hashlib
import json
import sys
import urllib.error
import urllib.request


class Wrong(Exception):
    """Something does not fit."""


# --- Ed25519 (RFC 8032, 5.1): slow and short, which is what is wanted here. ---

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P != 0:
        return None
    return P - x if (x & 1) != sign else x


def decompress(encoded):
    number = int.from_bytes(encoded, "little")
    y, sign = number & ((1 << 255) - 1), number >> 255
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(scalar, point):
    total = (0, 1, 1, 0)
    while scalar > 0:
        if scalar & 1:
            total = add(total, point)
        point = add(point, point)
        scalar >>= 1
    return total


def same_point(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def is_signed(public_key, message, signature):
    if len(signature) != 64:
        return False
    key, commitment = decompress(public_key), decompress(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or scalar >= L:
        return False
    challenge = hashlib.sha512(signature[:32] + public_key + message).digest()
    challenge = int.from_bytes(challenge, "little") % L
    return same_point(multiply(scalar, BASE), add(commitment, multiply(challenge, key)))


# --- Notes and checkpoints ---


LOG_KEY, WITNESS_KEY = b"\x01", b"\x04"


def read_vkey(vkey, kind=LOG_KEY):
    name, key_id, encoded = vkey.strip().split("+", 2)
    material = base64.b64decode(encoded, validate=True)
    if material[:1] != kind or len(material) != 33:
        raise Wrong("the key is not an Ed25519 key of the kind that signs this")
    expected = hashlib.sha256(name.encode() + b"\n" + material).digest()[:4]
    if expected.hex() != key_id:
        raise Wrong("the key's id is not its own")
    return name, expected, material[1:]


def read_note(note):
    """The text, and who signed it: name, id of the key, the signature's bytes."""
    text, split, signatures = note.rpartition("\n\n")
    if not split:
        raise Wrong("the checkpoint is no note")
    lines = []
    for line in signatures.splitlines():
        dash, signer, encoded = line.split(" ")
        raw = base64.b64decode(encoded, validate=True)
        if dash != "\u2014":
            raise Wrong("a signature line has another form")
        lines.append((signer, raw[:4], raw[4:]))
    return text + "\n", lines


def check_cosignatures(note, vkeys):
    """tlog-cosignature, version 1: eight bytes of seconds, then Ed25519 over a head with that time and the whole text."""
    text, lines = read_note(note)
    for vkey in vkeys:
        name, key_id, public_key = read_vkey(vkey, WITNESS_KEY)
        own = [signature for signer, by, signature in lines if (signer, by) == (name, key_id)]
        if not own:
            raise Wrong("%s has not vouched for it" % name)
        for signature in own:
            time = int.from_bytes(signature[:8], "big")
            message = "cosignature/v1\ntime %d\n%s" % (time, text)
            if len(signature) != 72 or not is_signed(public_key, message.encode(), signature[8:]):
                raise Wrong("the cosignature of %s" % name)


def open_checkpoint(note, vkey):
    name, key_id, public_key = read_vkey(vkey)
    text, lines = read_note(note)
    signed = False
    for signer, by, signature in lines:
        if signer == name and by == key_id:
            if not is_signed(public_key, text.encode(), signature):
                raise Wrong("the signature of the checkpoint")
            signed = True
    if not signed:
        raise Wrong("the checkpoint is not signed with this key")
    origin, size, root = text.split("\n")[:3]
    if origin != name or not size.isdigit() or str(int(size)) != size:
        raise Wrong("the checkpoint is of another log, or malformed")
    root = base64.b64decode(root, validate=True)
    if len(root) != 32:
        raise Wrong("the root is no hash")
    return int(size), root


# --- The tree (RFC 6962, 2.1) ---


def hash_leaf(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def hash_node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def split_of(count):
    power = 1
    while power * 2 < count:
        power *= 2
    return power


def root_of(leaves):
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split_of(len(leaves))
    return hash_node(root_of(leaves[:k]), root_of(leaves[k:]))


def root_by_inclusion(index, size, leaf, path):
    """The root that a path leads to, from the top down, as RFC 6962 2.1.1 builds it."""
    if size == 1:
        if path:
            raise Wrong("the path is too long")
        return leaf
    if not path:
        raise Wrong("the path is too short")
    k = split_of(size)
    if index < k:
        return hash_node(root_by_inclusion(index, k, leaf, path[:-1]), path[-1])
    return hash_node(path[-1], root_by_inclusion(index - k, size - k, leaf, path[:-1]))


def consistency_of(leaves, old):
    """The proof that a tree begins with the one of `old` leaves, as RFC 6962 2.1.2 builds it."""

    def subproof(m, part, whole):
        if m == len(part):
            return [] if whole else [root_of(part)]
        k = split_of(len(part))
        if m <= k:
            return subproof(m, part[:k], whole) + [root_of(part[k:])]
        return subproof(m - k, part[k:], False) + [root_of(part[:k])]

    return subproof(old, leaves, True)


def check_consistency(old, old_root, size, root, proof):
    """RFC 9162, 2.1.4.2."""
    if old == size:
        if old_root != root or proof:
            raise Wrong("two checkpoints of one size differ")
        return
    if old == 0:
        return
    path = ([old_root] if old & (old - 1) == 0 else []) + proof
    fn, sn = old - 1, size - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for sibling in path[1:]:
        if sn == 0:
            raise Wrong("the log does not begin with the older checkpoint")
        if fn & 1 or fn == sn:
            fr, sr = hash_node(sibling, fr), hash_node(sibling, sr)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = hash_node(sr, sibling)
        fn, sn = fn >> 1, sn >> 1
    if fr != old_root or sr != root or sn != 0:
        raise Wrong("the log does not begin with the older checkpoint")


# --- Tiles ---


def tile_path(level, index, width):
    groups = "%03d" % (index % 1000)
    index //= 1000
    while index > 0:
        groups = "x%03d/%s" % (index % 1000, groups)
        index //= 1000
    return "tile/%s/%s%s" % (level, groups, "" if width == 256 else ".p/%d" % width)


class Log:
    def __init__(self, address):
        self.address = address.rstrip("/")

    def read(self, path):
        try:
            with urllib.request.urlopen("%s/%s" % (self.address, path), timeout=30) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            raise Wrong("%s answers %d" % (path, error.code)) from error


def read_bundle(bundle, width):
    entries, at = [], 0
    while at < len(bundle):
        length = int.from_bytes(bundle[at : at + 2], "big")
        entries.append(bundle[at + 2 : at + 2 + length])
        at += 2 + length
    if at != len(bundle) or len(entries) != width:
        raise Wrong("a bundle does not hold the entries it should")
    return entries


def read_leaves(log, size):
    leaves, recorded = [], ""
    for index in range((size + 255) // 256):
        width = min(256, size - index * 256)
        for entry in read_bundle(log.read(tile_path("entries", index, width)), width):
            envelope = json.loads(entry)
            if sorted(envelope) != sorted(
                "v type community number occurredAt recordedAt facts commitments".split()
            ):
                raise Wrong("entry %d has other members" % len(leaves))
            if envelope["recordedAt"] < recorded:
                raise Wrong("entry %d is dated back" % len(leaves))
            recorded = envelope["recordedAt"]
            leaves.append(hash_leaf(entry))
    return leaves


def check_tiles(log, leaves):
    """Every tile that is served holds what follows from the entries."""
    level, hashes = 0, leaves
    while hashes:
        for index in range((len(hashes) + 255) // 256):
            own = hashes[index * 256 : (index + 1) * 256]
            if log.read(tile_path(level, index, len(own))) != b"".join(own):
                raise Wrong("tile %d/%d does not follow from the entries" % (level, index))
        full = len(hashes) // 256
        hashes = [root_of(hashes[i * 256 : (i + 1) * 256]) for i in range(full)]
        level += 1


# --- Receipts ---


def check_receipt(text, vkey, leaves):
    head, _, note = text.partition("\n\n")
    lines = head.split("\n")
    if lines.pop(0) != "c2sp.org/tlog-proof@v1":
        raise Wrong("the receipt is none")
    extra = base64.b64decode(lines.pop(0)[6:], validate=True) if lines[0].startswith("extra ") else None
    index = int(lines.pop(0).removeprefix("index "))
    size, root = open_checkpoint(note, vkey)
    leaf = leaves[index] if extra is None else hash_leaf(extra)
    path = [base64.b64decode(line, validate=True) for line in lines]
    if root_by_inclusion(index, size, leaf, path) != root:
        raise Wrong("the receipt does not lead to its checkpoint")
    if leaves[index] != leaf:
        raise Wrong("entry %d is not the one the receipt is for" % index)
    return size, root


def check(address, vkey, checkpoint, receipt, witnesses):
    log = Log(address)
    size, root = open_checkpoint(log.read("checkpoint").decode(), vkey)
    leaves = read_leaves(log, size)
    if root_of(leaves) != root:
        raise Wrong("the entries do not lead to the root that is signed")
    check_tiles(log, leaves)
    older = [open_checkpoint(checkpoint, vkey)] if checkpoint else []
    older += [check_receipt(receipt, vkey, leaves)] if receipt else []
    if witnesses:
        cosigned = log.read("cosigned").decode()
        check_cosignatures(cosigned, witnesses.splitlines())
        older.append(open_checkpoint(cosigned, vkey))
    for old, old_root in older:
        if old > size:
            raise Wrong("the log is shorter than it was")
        proof = consistency_of(leaves, old) if 0 < old < size else []
        check_consistency(old, old_root, size, root, proof)
    return size, root


def main(arguments):
    address, vkey, *rest = arguments
    given = dict(zip(rest[::2], rest[1::2]))
    texts = {name: open(path, encoding="utf-8", newline="").read() for name, path in given.items()}
    try:
        kept = (texts.get(name) for name in ("--checkpoint", "--receipt", "--witnesses"))
        size, root = check(address, vkey, *kept)
    except (Wrong, ValueError, IndexError) as error:
        print("wrong: %s" % error)
        return 1
    print("ok %d %s" % (size, root.hex()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
