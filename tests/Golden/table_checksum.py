"""The checksums in TableChecksumTests, computed without any of Weir's code: python3 tests/Golden/table_checksum.py"""
import hashlib
import struct


def row_number(values):
    encoded = b""
    for value in values:
        if value is None:
            encoded += b"\xff\xff\xff\xff"
        else:
            text = value.encode("utf-8")
            encoded += struct.pack(">I", len(text)) + text
    return int.from_bytes(hashlib.sha256(encoded).digest()[:16], "big")


def checksum(rows):
    return f"{sum(row_number(row) for row in rows) % 2**128:032x}"


def hash_of(byte):
    return "0x" + f"{byte:02x}" * 32


def address_of(byte):
    return "0x" + f"{byte:02x}" * 20


# token_transfers: chain_id, block_number, block_hash, block_timestamp, token_address, from_address, to_address, standard,
# value, token_id, operator, batch_index, transaction_hash, transaction_index, log_index
TRANSFERS = [
    ["1", "18000000", hash_of(0xAA), "1693066895000000", address_of(1), address_of(2), address_of(3), "erc20",
     str(2**256 - 1), None, None, "0", hash_of(0x10), "0", "7"],
    ["1", "18000000", hash_of(0xAA), "1693066895000000", address_of(4), address_of(0), address_of(5), "erc721",
     "1", "0", None, "0", hash_of(0x11), "1", "8"],
    ["1", "18000001", hash_of(0xAB), "1693066907000000", address_of(6), address_of(7), address_of(8), "erc1155",
     "12345678901234567890123", str(2**128), address_of(9), "2", hash_of(0x12), "2", "9"],
]

# A table of every logical type; its column `size` is not under the checksum.
TYPES = [
    ["1", "-5", "0.1", "h\u00e9llo", "0x", "true", '{"a":"1"}', "[]", '["0x","0x0aff"]'],
    ["1", str(-2**255), "-2.5", "", "0x00ff", "false", None, '["' + address_of(1) + '","' + address_of(2) + '"]', "[]"],
]

print("token_transfers", checksum(TRANSFERS))
print("types", checksum(TYPES))
print("nothing", checksum([]))
