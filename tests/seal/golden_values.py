#!/usr/bin/env python3
"""The golden values of seal/, by an independent route: Python's own BLAKE2b, and XChaCha20-Poly1305
written out from draft-irtf-cfrg-xchacha-03 and RFC 8439. Prints NAME VALUE, one a line; the test of
seal/ compares them with what the library gives."""
import hashlib
import struct

SECRET = bytes(range(1, 33))


def mac(key, data):
    return hashlib.blake2b(data, key=key, digest_size=32).digest()


def derive(purpose):
    return mac(SECRET, purpose.encode())


def rotate(value, by):
    return ((value << by) | (value >> (32 - by))) & 0xFFFFFFFF


def quarter(s, a, b, c, d):
    s[a] = (s[a] + s[b]) & 0xFFFFFFFF; s[d] = rotate(s[d] ^ s[a], 16)
    s[c] = (s[c] + s[d]) & 0xFFFFFFFF; s[b] = rotate(s[b] ^ s[c], 12)
    s[a] = (s[a] + s[b]) & 0xFFFFFFFF; s[d] = rotate(s[d] ^ s[a], 8)
    s[c] = (s[c] + s[d]) & 0xFFFFFFFF; s[b] = rotate(s[b] ^ s[c], 7)


def rounds(state):
    s = list(state)
    for _ in range(10):
        for i in range(4):
            quarter(s, i, 4 + i, 8 + i, 12 + i)
        for a, b, c, d in ((0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)):
            quarter(s, a, b, c, d)
    return s


CONSTANTS = (0x61707865, 0x3320646E, 0x79622D32, 0x6B206574)


def hchacha20(key, nonce16):
    s = rounds(CONSTANTS + struct.unpack("<8I", key) + struct.unpack("<4I", nonce16))
    return struct.pack("<8I", *(s[:4] + s[12:]))


def chacha20_block(key, counter, nonce12):
    state = CONSTANTS + struct.unpack("<8I", key) + (counter,) + struct.unpack("<3I", nonce12)
    return struct.pack("<16I", *((a + b) & 0xFFFFFFFF for a, b in zip(state, rounds(state))))


def chacha20(key, counter, nonce12, data):
    out = bytearray()
    for i in range(0, len(data), 64):
        block = chacha20_block(key, counter + i // 64, nonce12)
        out += bytes(a ^ b for a, b in zip(data[i:i + 64], block))
    return bytes(out)


def poly1305(key, data):
    r = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    total = 0
    for i in range(0, len(data), 16):
        total = (total + int.from_bytes(data[i:i + 16] + b"\x01", "little")) * r % ((1 << 130) - 5)
    return ((total + int.from_bytes(key[16:], "little")) & ((1 << 128) - 1)).to_bytes(16, "little")


def pad16(data):
    return data + bytes(-len(data) % 16)


def xchacha20poly1305(key, nonce24, associated, plain):
    subkey, nonce12 = hchacha20(key, nonce24[:16]), bytes(4) + nonce24[16:]
    text = chacha20(subkey, 1, nonce12, plain)
    tag = poly1305(chacha20_block(subkey, 0, nonce12)[:32],
                   pad16(associated) + pad16(text) + struct.pack("<QQ", len(associated), len(text)))
    return text + tag


def number_key(region, number):
    data = b"kto/number/1" + bytes([len(region)]) + region + struct.pack(">I", number)
    return mac(derive("kto/number/1"), data)[:16]


def subject_hash(issuer, oid):
    return mac(derive("kto/subject/1"), b"kto/subject/1" + bytes([len(issuer)]) + issuer + struct.pack(">Q", oid))[:16]


def row_blob(row_id, region, nonce24, plain):
    associated = b"kto/row/1" + bytes([len(region)]) + region + struct.pack(">I", len(row_id)) + row_id
    return b"\x01" + nonce24 + xchacha20poly1305(derive("kto/row/1"), nonce24, associated, plain)


# The draft's own example (A.3.1) first: a mistake here must not become a golden value.
example = xchacha20poly1305(
    bytes(range(0x80, 0xA0)), bytes(range(0x40, 0x58)), bytes.fromhex("50515253c0c1c2c3c4c5c6c7"),
    b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
    b"sunscreen would be it.")
assert example[-16:].hex() == "c0875924c1c7987947deafd8780acf49", "XChaCha20-Poly1305 is wrong"

print("derive_number", derive("kto/number/1").hex())
print("derive_row", derive("kto/row/1").hex())
print("derive_subject", derive("kto/subject/1").hex())
print("check_value", mac(derive("kto/check/1"), b"kto/check/1")[:16].hex())
print("number_38_112233445", number_key(b"38", 112233445).hex())
print("number_77_112233445", number_key(b"77", 112233445).hex())
print("number_01_1", number_key(b"01", 1).hex())
print("subject_production_1000299681", subject_hash(b"production", 1000299681).hex())
print("key_file", "kto-key-1 " + SECRET.hex() + " " + derive("kto/keyfile/1")[:4].hex())
print("blob", row_blob(b"row", b"38", bytes(range(100, 124)), b"kto").hex())
