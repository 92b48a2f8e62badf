#!/usr/bin/env python3
"""A second verifier, from docs/proof-format.md alone. Python's standard library, nothing else.

  verify.py <cases.json>      judges cases as in proof/vectors/daunguon/data/bundles.json; exit code 1 if one differs from what it expects
  verify.py - --json          reads cases from standard input and prints what it finds
  verify.py <bundle.json> <id> <policy.txt> <policy.json> <now in milliseconds>
"""
import base64, hashlib, json, re, sys, unicodedata
from datetime import datetime

STEPS = ["format", "log-signature", "quorum", "state-leaf", "record-leaf", "map", "newest", "commitment", "history",
         "consistency", "freshness", "identifiers", "presented", "anchor"]
TERMINAL = {"revoked", "cancelled", "retired", "erased", "destroyed", "superseded", "deleted"}
MAX_INT = 2**53 - 1
MAX_DEPTH = 100
MAX_MARKS = 30


class Bad(Exception):
    """Bytes that are not what the format says."""


def need(holds, what="malformed"):
    if not holds:
        raise Bad(what)


def holds(check, *args):
    try:
        return bool(check(*args))
    except (Bad, ValueError, TypeError, KeyError, IndexError, RecursionError):
        return False


def H(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


# --- Ed25519 (RFC 8032 section 5.1, strict) ---------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
I = pow(2, (P - 1) // 4, P)


def add(a, b):
    """Sum of two points in extended coordinates (X, Y, Z, T)."""
    (x1, y1, z1, t1), (x2, y2, z2, t2) = a, b
    p, q, r, s = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P, 2 * D * t1 * t2 % P, 2 * z1 * z2 % P
    e, f, g, h = q - p, s - r, s + r, q + p
    return e * f % P, g * h % P, f * g % P, e * h % P


def twice(a):
    x, y, z, _ = a
    a, b, c = x * x % P, y * y % P, 2 * z * z % P
    e, g, h = ((x + y) * (x + y) - a - b) % P, b - a, -a - b
    f = g - c
    return e * f % P, g * h % P, f * g % P, e * h % P


def sum_of(k, a, m, b):
    """[k]a + [m]b, bit by bit from the top."""
    total, choice = (0, 1, 1, 0), (None, a, b, add(a, b))
    for bit in reversed(range(max(k.bit_length(), m.bit_length()))):
        total = twice(total)
        chosen = (k >> bit & 1) + 2 * (m >> bit & 1)
        if chosen:
            total = add(total, choice[chosen])
    return total


def is_same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def point(encoded):
    number = int.from_bytes(encoded, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    need(y < P)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * I % P
    need((x * x - square) % P == 0 and not (x == 0 and sign))
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519(signature, message, key):
    need(len(signature) == 64 and len(key) == 32)
    a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    need(s < L and not is_same(twice(twice(twice(a))), (0, 1, 1, 0)))
    minus = (P - a[0], a[1], 1, P - a[3])
    return is_same(sum_of(s, BASE, k, minus), r)


# --- Canonical JSON (section 1) ---------------------------------------------------------------------------------------


def no_constant(name):
    raise ValueError(name)


def parse(text):
    return json.loads(text, parse_constant=no_constant)


def has_many_marks(value):
    return "M" * (MAX_MARKS + 1) in "".join(unicodedata.category(character)[0] for character in value)


def plain(value, depth=0):
    """The value with integers as int; refuses what has no canonical form."""
    need(depth < MAX_DEPTH or not isinstance(value, (list, dict)))
    if isinstance(value, str):
        need(not has_many_marks(value) and not re.search("[\ud800-\udfff]", value))
        need(unicodedata.is_normalized("NFC", value))
    elif isinstance(value, float):
        need(value.is_integer())
        return plain(int(value))
    elif isinstance(value, int) and not isinstance(value, bool):
        need(abs(value) <= MAX_INT)
    elif isinstance(value, list):
        return [plain(item, depth + 1) for item in value]
    elif isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return {plain(name): plain(value[name], depth + 1) for name in names}
    return value


def jcs(value):
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":")).encode()


# --- Shapes -----------------------------------------------------------------------------------------------------------


def text(value, most=65535):
    need(isinstance(value, str) and len(value.encode("utf-16-le", "surrogatepass")) // 2 <= most)
    return value


def natural(value):
    value = int(value) if isinstance(value, float) and value.is_integer() else value
    need(isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_INT)
    return value


def b64(value):
    data = base64.b64decode(text(value, 131072).encode("ascii", "replace"), validate=True)
    need(base64.b64encode(data).decode() == value)
    return data


def hash32(value):
    data = b64(value)
    need(len(data) == 32)
    return data


def hashes(value, most=64):
    need(isinstance(value, list) and len(value) <= most)
    return [hash32(one) for one in value]


def is_time(value):
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", value, re.A):
        return False
    try:
        return datetime.strptime(value, "%Y-%m-%dT%H:%M:%S.%fZ").year >= 1970
    except ValueError:
        return False


def milliseconds(time):
    since = datetime.strptime(time, "%Y-%m-%dT%H:%M:%S.%fZ") - datetime(1970, 1, 1)
    return since.days * 86400000 + since.seconds * 1000 + since.microseconds // 1000


def matches(pattern):
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value, re.A) is not None


def at_least(least):
    return lambda value: natural(value) >= least


HASH = matches("[0-9a-f]{64}")
OPTIONAL_HASH = lambda value: value is None or HASH(value)
TYPE, STATUS = matches("[a-z0-9-]{1,40}/[a-z0-9-]{1,40}"), matches("[a-z-]{1,40}")
LEAVES = {
    "record/1": {"leaf": bool, "block": at_least(0), "tx": at_least(0), "txId": matches("([0-9a-f]{64})?"), "ts": is_time,
                 "msp": matches("[A-Za-z0-9._-]{0,64}"), "key": HASH, "n": at_least(1), "status": STATUS,
                 "op": lambda v: v in ("create", "update", "delete", "opaque"), "type": lambda v: v == "" or TYPE(v),
                 "kind": lambda v: v in ("record/1", "fields/1", "opaque", "none"), "commitment": OPTIONAL_HASH,
                 "prev": OPTIONAL_HASH, "signing": lambda v: v in ("own", "custodial", None)},
    "state/1": {"leaf": bool, "block": at_least(0), "headerHash": HASH, "rules": at_least(1), "mapRoot": HASH,
                "keys": at_least(0), "time": is_time},
}


def leaf(value, name):
    """A leaf of that name and its RFC 6962 leaf hash (section 2)."""
    found = parse(text(value))
    shape = LEAVES[name]
    need(isinstance(found, dict) and found.get("leaf") == name and set(found) == set(shape))
    need(all(check(found[member]) for member, check in shape.items()))
    if name == "record/1":
        op, n, stated = found["op"], found["n"], found["op"] in ("create", "update")
        need((found["prev"] is None) == (n == 1) and not (op == "create" and n != 1) and not (op == "update" and n == 1))
        need((found["type"] != "") == stated and (found["signing"] is not None) == stated)
        need((found["commitment"] is None) == (op == "delete"))
        if stated:
            need(found["kind"] in ("record/1", "fields/1") and found["status"] not in ("deleted", "opaque"))
        else:
            need((found["kind"], found["status"]) == {"delete": ("none", "deleted"), "opaque": ("opaque", "opaque")}[op])
    need(jcs(found) == value.encode())
    return found, H(b"\0", value.encode())


def absent(value):
    return value is None


def record_part(value):
    found, hashed = leaf(value["leaf"], "record/1")
    return {"leaf": found, "hash": hashed, "index": natural(value["index"]), "inclusion": hashes(value["inclusion"]), **opening(value)}


def opening(value):
    if absent(value.get("salt")):
        return {}
    need(matches("[0-9a-f]{32}")(value["salt"]))
    return {"opening": (value["body"] if "body" in value else Bad, value["salt"])}


def map_part(value):
    need(isinstance(value["path"], list) and len(value["path"]) <= 256 and all(isinstance(s, list) and len(s) == 2 for s in value["path"]))
    found = {"path": [(natural(bit), hash32(sibling)) for bit, sibling in value["path"]]}
    if absent(value.get("key")):
        return found
    found["key"] = hash32(value["key"])
    if absent(value.get("value")):
        return {**found, "valueHash": hash32(value["valueHash"])}
    entry = parse(text(value["value"]))
    need(isinstance(entry, dict) and set(entry) == {"index", "n", "since", "status"} and jcs(entry) == value["value"].encode())
    need(natural(entry["index"]) >= 0 and natural(entry["n"]) >= 1 and is_time(entry["since"]) and STATUS(entry["status"]))
    return {**found, "valueHash": H(value["value"].encode()), "value": entry}


def extension(value, size):
    return None if absent(value) else (natural(value[size]), hashes(value["proof"]))


def natural(value):
    need(isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_INT)
    return value


def serials_part(value):
    if absent(value):
        return []
    need(isinstance(value, list) and len(value) <= 1000 and all(isinstance(one["leaves"], list) and len(one["leaves"]) <= 2 for one in value))
    return [(text(one["issue"]), [(natural(leaf["index"]), hash32(leaf["key"]), hashes(leaf["inclusion"])) for leaf in one["leaves"]]) for one in value]


def read_bundle(value):
    need(isinstance(value, dict) and value.get("bundle") == "daunguon/1")
    need(len(text(value["checkpoint"], 131072)) > 0)
    signed, _ = note(value["checkpoint"])
    origin, size, root = checkpoint(signed)
    state, hashed = leaf(value["state"]["leaf"], "state/1")
    alias = value.get("alias")
    history = value.get("history")
    need(absent(history) or isinstance(history, list) and len(history) <= 10000)
    return {
        "id": text(value["id"]), "note": value["checkpoint"], "origin": origin, "size": size, "root": root, "map": map_part(value["map"]),
        "state": {"leaf": state, "hash": hashed, "index": size - 1, "inclusion": hashes(value["state"]["inclusion"])},
        "record": None if absent(value.get("record")) else {**record_part(value["record"]), **opening(value)},
        "opening": opening(value).get("opening"),
        "alias": None if absent(alias) else {"id": text(alias["id"]), "record": {**record_part(alias["record"]), **opening(alias)}, "map": map_part(alias["map"])},
        "history": [] if absent(history) else [record_part(one) for one in history],
        "consistency": extension(value.get("consistency"), "from"), "epoch": extension(value.get("epoch"), "toSize"),
        "anchor": extension(value.get("anchor"), "size"),
        "serials": serials_part(value.get("serials")),
    }


# --- Notes and policies (sections 4 and 5) ----------------------------------------------------------------------------


def is_name(name):
    return name != "" and "+" not in name and not re.search(r"\s", name) and not re.search("[\x00-\x1f\ud800-\udfff]", name)


def note(value):
    """Text and signatures (name, key id, bytes)."""
    need(not re.search("[\x00-\x09\x0b-\x1f\ud800-\udfff]", value) and "\n\n" in value and value.endswith("\n"))
    blank = value.rindex("\n\n")
    lines = value[blank + 2:].split("\n")[:-1]
    need(1 <= len(lines) <= 64)
    signatures = []
    for line in lines:
        dash, name, encoded = line.split(" ")
        data = b64(encoded)
        need(dash == "\u2014" and is_name(name) and len(data) > 4)
        signatures.append((name, data[:4], data[4:]))
    return value[:blank + 1], signatures


def checkpoint(signed):
    lines = signed.split("\n")
    need(len(lines) == 4 and lines[3] == "" and lines[0] != "" and re.fullmatch("0|[1-9][0-9]{0,18}", lines[1]) and int(lines[1]) < 2**63)
    return lines[0], int(lines[1]), hash32(lines[2])


def vkey(value, kind):
    name, key_id, encoded = value.split("+", 2)
    data = b64(encoded)
    need(is_name(name) and data[0] == kind and len(data) == 33 and H(name.encode() + b"\n" + data)[:4].hex() == key_id)
    return name, bytes.fromhex(key_id), data[1:]


def read_policy(policy_text, policy_json):
    logs, witnesses, groups, quorum = [], {}, {}, None
    for line in policy_text.split("\n"):
        word, *fields = line.split() or ["#"]
        if word == "log":
            logs.append(vkey(fields[0], 1))
        elif word == "witness":
            witnesses[fields[0]] = vkey(fields[1], 4)
        elif word == "group":
            k = {"all": len(fields) - 2, "any": 1}.get(fields[1])
            groups[fields[0]] = (int(fields[1]) if k is None else k, fields[2:])
        elif word == "quorum":
            quorum = fields[0]
    need(quorum not in (None, "none"))
    return {"logs": logs, "witnesses": witnesses, "groups": groups, "quorum": quorum, "json": policy_json}


def satisfied(policy, name, agrees):
    if name in policy["witnesses"]:
        return agrees(name)
    k, members = policy["groups"][name]
    return sum(satisfied(policy, member, agrees) for member in members) >= k


def signers(bundle, policy, origin, now):
    """Steps log-signature and quorum, and the cosignatures that count: witness -> milliseconds."""
    signed, signatures = note(bundle["note"])
    message, logs, cosigned = signed.encode(), 0, {}
    for name, key_id, data in signatures:
        log = next((key for key in policy["logs"] if key[:2] == (name, key_id)), None)
        witness = next((w for w, key in policy["witnesses"].items() if key[:2] == (name, key_id)), None)
        if log:
            if not holds(ed25519, data, message, log[2]):
                return "fail", "unknown", {}
            logs += name == bundle["origin"]
        elif witness:
            time = int.from_bytes(data[:8], "big")
            prefix = b"cosignature/v1\ntime %d\n" % time
            if len(data) != 72 or time > MAX_INT or not holds(ed25519, data[8:], prefix + message, policy["witnesses"][witness][2]):
                return "fail", "unknown", {}
            cosigned[witness] = max(time * 1000, cosigned.get(witness, 0))
    cosigned = {witness: time for witness, time in cosigned.items() if time <= now + 300000}
    quorum = satisfied(policy, policy["quorum"], lambda witness: witness in cosigned)
    return result(bundle["origin"] == origin and logs > 0), result(quorum), cosigned


# --- Trees (sections 3 and 4) -----------------------------------------------------------------------------------------


def split(n):
    return 1 << (n - 1).bit_length() - 1


def tree_root(index, size, hashed, proof):
    if size == 1:
        need(proof == [])
        return hashed
    k = split(size)
    need(proof != [])
    if index < k:
        return H(b"\1", tree_root(index, k, hashed, proof[:-1]), proof[-1])
    return H(b"\1", proof[-1], tree_root(index - k, size - k, hashed, proof[:-1]))


def included(bundle, part):
    need(0 <= part["index"] < bundle["size"])
    return tree_root(part["index"], bundle["size"], part["hash"], part["inclusion"]) == bundle["root"]


def extends(size1, root1, size2, root2, proof):
    need(1 <= size1 <= size2)
    rest = list(proof)

    def both(m, n, whole):
        if m == n:
            one = root1 if whole else rest.pop()
            return one, one
        k = split(n)
        other = rest.pop()
        if m <= k:
            old, new = both(m, k, whole)
            return old, H(b"\1", new, other)
        old, new = both(m - k, n - k, False)
        return H(b"\1", other, old), H(b"\1", other, new)

    return both(size1, size2, True) == (root1, root2) and rest == []


def map_key(id):
    return H(b"daunguon/key/v1\0", id.encode())


def map_shows(proof, queried, root):
    """included, absent or invalid (section 3)."""
    path = proof["path"]
    if "key" not in proof:
        return "absent" if path == [] and H(b"daunguon/map/empty/v1") == root else "invalid"
    bit_of = lambda key, bit: key[bit >> 3] >> 7 - (bit & 7) & 1
    bits = [bit for bit, _ in path]
    if bits != sorted(set(bits)) or bits and bits[-1] > 255 or any(bit_of(proof["key"], bit) != bit_of(queried, bit) for bit in bits):
        return "invalid"
    fold = H(b"\2", proof["key"], proof["valueHash"])
    for bit, sibling in reversed(path):
        fold = H(b"\3", bytes([bit]), sibling, fold) if bit_of(queried, bit) else H(b"\3", bytes([bit]), fold, sibling)
    return "invalid" if fold != root else "included" if proof["key"] == queried else "absent"


# --- Verification (section 7) -----------------------------------------------------------------------------------------


def result(passes):
    return "pass" if passes else "fail"


def opens(found, body_and_salt):
    body, salt = body_and_salt
    return found["kind"] == "record/1" and H(b"daunguon/record/v1\0", bytes.fromhex(salt), jcs(body)).hex() == found["commitment"]


def field_hash(field):
    need(HASH(field["salt"]))
    return H(b"\0", jcs([field["pointer"], field["salt"], field["value"]]))


def fields_commitment(count, root):
    need(1 <= count <= 65535)
    return H(b"daunguon/fields/v1\0", count.to_bytes(2, "big"), root).hex()


def whole_root(leaves):
    return leaves[0] if len(leaves) == 1 else H(b"\1", whole_root(leaves[:split(len(leaves))]), whole_root(leaves[split(len(leaves)):]))


def shown_field(field, commitment):
    index, count = natural(field["index"]), natural(field["count"])
    need(index < count)
    return fields_commitment(count, tree_root(index, count, field_hash(field), hashes(field["path"]))) == commitment


def member(value, path):
    for name in path:
        if isinstance(value, list) and re.fullmatch("0|[1-9][0-9]*", name) and int(name) < len(value):
            value = value[int(name)]
        else:
            value = value.get(name) if isinstance(value, dict) else None
    return value


def about(bundle, id, record, proof):
    """Steps record-leaf, map and newest for one id."""
    value = proof.get("value")
    shows = map_shows(proof, map_key(id), bytes.fromhex(bundle["state"]["leaf"]["mapRoot"]))
    mapped = result(shows == ("absent" if value is None else "included"))
    if record is None:
        return "not-applicable", mapped, result(value is None)
    same = value is not None and (value["index"], value["n"], value["status"]) == (record["index"], record["leaf"]["n"], record["leaf"]["status"])
    return result(record["leaf"]["key"] == map_key(id).hex() and holds(included, bundle, record)), mapped, result(same)


def commitment(bundle, case):
    record = bundle["record"]
    if record is None or record["leaf"]["kind"] == "none":
        return "not-applicable"
    found, opened, shown = record["leaf"], case.get("opened"), case.get("presented") or {}
    if found["kind"] == "record/1":
        return "unknown" if bundle["opening"] is None else result(holds(opens, found, bundle["opening"]))
    if found["kind"] == "opaque":
        return "unknown"
    if opened is not None:
        return result(holds(lambda: fields_commitment(len(opened), whole_root([field_hash(one) for one in opened])) == found["commitment"]))
    return "pass" if shown.get("kind") == "fields" and agrees(shown, record) else "unknown"


def history(bundle):
    newer = bundle["record"] and bundle["record"]["leaf"]
    if newer is None or not bundle["history"]:
        return "not-applicable"
    for version in bundle["history"]:
        found = version["leaf"]
        if (found["key"], found["n"], version["hash"].hex()) != (newer["key"], newer["n"] - 1, newer["prev"]):
            return "fail"
        if not holds(included, bundle, version) or "opening" in version and not holds(opens, found, version["opening"]):
            return "fail"
        newer = found
    return "pass"


def consistency(bundle, last):
    if last is None or last["origin"] != bundle["origin"] or last["size"] == 0:
        return "not-applicable"
    size, root = last["size"], hash32(last["root"])
    if bundle["size"] < size:
        return "unknown"
    given = (size, []) if bundle["size"] == size else bundle["consistency"]
    return result(given is not None and given[0] == size and holds(extends, size, root, bundle["size"], bundle["root"], given[1]))


def agrees(shown, version):
    """Whether what the holder brought is of this version; None if that cannot be told."""
    found = version["leaf"]
    if found["commitment"] is None or found["kind"] == "opaque":
        return False
    if shown["kind"] == "record":
        return holds(opens, found, (shown["body"], shown["salt"]))
    if shown["kind"] == "fields":
        return found["kind"] == "fields/1" and shown["fields"] != [] and all(holds(shown_field, one, found["commitment"]) for one in shown["fields"])
    if "opening" not in version or not holds(opens, found, version["opening"]):
        return None
    path = [name.replace("~1", "/").replace("~0", "~") for name in shown["pointer"].split("/")[1:]]
    return member(version["opening"][0], path) == shown["digest"]


def presented(bundle, shown, fresh):
    if shown is None or bundle["record"] is None:
        return "not-applicable"
    versions = [bundle["record"], *bundle["history"]]
    found = [agrees(shown, version) for version in versions]
    if True in found:
        return "pass"
    return "fail" if len(versions) == bundle["record"]["leaf"]["n"] and None not in found and fresh else "unknown"


def judge_serial(key, issue, leaves):
    root, count = bytes.fromhex(issue["root"]), issue["count"]
    for index, leaf, inclusion in leaves:
        need(index < count and tree_root(index, count, H(b"\0", leaf), inclusion) == root)
    keys = [leaf for _, leaf, _ in leaves]
    if key in keys:
        return "issued"
    if len(leaves) == 2:
        need(leaves[1][0] == leaves[0][0] + 1 and keys[0] < key < keys[1])
    else:
        need(len(leaves) == 1 and leaves[0][0] == (count - 1 if keys[0] < key else 0))
    return "not-issued"


def serial_standing(bundle, body, serial):
    """issued, not-issued, unproven; None where the lot has issued no labels (section 7)."""
    labels = member(body, ["labels"])
    if not isinstance(labels, list) or labels == []:
        return None
    key, found = H(b"daunguon/serial/v1\0", serial.encode()), []
    for issue in labels:
        try:
            need(re.fullmatch("[0-9a-f]{64}", issue["root"]) and natural(issue["count"]) > 0)
            leaves = next(leaves for name, leaves in bundle["serials"] if name == text(issue["id"]))
            found.append(judge_serial(key, issue, leaves))
        except (Bad, ValueError, TypeError, KeyError, IndexError, StopIteration):
            found.append(None)
    return "issued" if "issued" in found else "not-issued" if set(found) == {"not-issued"} else "unproven"


def identifiers(bundle, case, body, serial):
    asked = {name: value for name, value in (case.get("identifiers") or {}).items() if value is not None}
    by_alias = bundle["id"] != case["id"]
    if bundle["record"] is None or not by_alias and not asked:
        return "not-applicable"
    if by_alias:
        alias = bundle["alias"]
        if alias is None or about(bundle, alias["id"], alias["record"], alias["map"]) != ("pass", "pass", "pass"):
            return "fail"
        found = alias["record"]["leaf"]
        if "opening" not in alias["record"]:
            return "unknown"
        if (found["type"], found["status"]) != ("origin/alias", "active") or not holds(opens, found, alias["record"]["opening"]):
            return "fail"
        if member(alias["record"]["opening"][0], ["target"]) != bundle["id"]:
            return "fail"
    if asked and body is None:
        return "unknown"
    places = {"gtin": ["product", "gtin"], "lot": ["lot"], "serial": ["serial"]}
    if not all(member(body, places[name]) == value for name, value in asked.items() if name != "serial" or serial is None):
        return "fail"
    return "unknown" if serial == "unproven" else result(serial != "not-issued")


def anchor(bundle, head):
    if head is None:
        return "not-applicable" if bundle["anchor"] is None else "unknown"
    stated = bundle["anchor"]
    proof = hashes(head["proof"]) if head.get("proof") is not None else stated[1] if stated and stated[0] == head["size"] else None
    if head["size"] > bundle["size"] or proof is None:
        return "unknown"
    return result(holds(extends, head["size"], hash32(head["root"]), bundle["size"], bundle["root"], proof))


def signed_by(bundle, policy, now):
    """Steps log-signature and quorum, cosignatures that count, and whether only retired keys counted."""
    origin = policy["json"]["origin"]
    found = signers(bundle, policy, origin, now)
    if found[:2] != ("pass", "pass"):
        for epoch in policy["json"]["epochs"]:
            size = epoch["toSize"]
            proof = bundle["epoch"][1] if bundle["epoch"] and bundle["epoch"][0] == size else [] if bundle["size"] == size else None
            if proof is not None and holds(extends, bundle["size"], bundle["root"], size, hash32(epoch["root"]), proof):
                then = signers(bundle, read_policy(epoch["policy"], policy["json"]), origin, now)
                if then[:2] == ("pass", "pass"):
                    return (*then, True)
    return (*found, False)


def verify(case, policy):
    """case: bundle, id, now, and where there are lastHead, identifiers, opened, presented, anchorHead."""
    answer = {"steps": {name: "unknown" for name in STEPS}, "authenticity": "cannot-confirm", "standing": None, "statusTime": None, "fresh": False}
    steps = answer["steps"]
    try:
        bundle = read_bundle(case["bundle"])
    except (Bad, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        steps["format"] = "fail"
        return answer
    record, now, last = bundle["record"], case["now"], case.get("lastHead")
    steps["format"] = result(bundle["id"] == case["id"] or record is not None and bundle["alias"] is not None and bundle["alias"]["id"] == case["id"])
    steps["log-signature"], steps["quorum"], cosigned, retired = signed_by(bundle, policy, now)
    steps["state-leaf"] = result(holds(included, bundle, bundle["state"]))
    steps["record-leaf"], steps["map"], steps["newest"] = about(bundle, bundle["id"], record, bundle["map"])
    steps["commitment"], steps["history"] = commitment(bundle, case), history(bundle)
    steps["consistency"], steps["anchor"] = consistency(bundle, last), anchor(bundle, case.get("anchorHead"))

    grounds = [steps[name] for name in STEPS[:7]]
    proven = steps["consistency"] != "fail" and all(one == "pass" for one in grounds[:4] + grounds[5:]) and grounds[4] != "fail"
    time, current = milliseconds(bundle["state"]["leaf"]["time"]), False
    if not retired:
        dated = [t for t in cosigned.values() if satisfied(policy, policy["json"]["organisations"], lambda w: cosigned.get(w, -1) >= t)]
        time = max(dated, default=None)
        limits = policy["json"]["freshness"]
        if record:
            limit = max(((len(prefix), seconds) for prefix, seconds in limits["types"].items() if record["leaf"]["type"].startswith(prefix)), default=(0, limits["default"]))[1]
        else:
            limit = min([limits["default"], *limits["types"].values()])
        smaller = last is not None and last["origin"] == bundle["origin"] and bundle["size"] < last["size"]
        current = time is not None and not smaller and now - time <= limit * 1000
    if proven:
        value = bundle["map"].get("value")
        answer["standing"] = {"absent": True} if record is None else {"absent": False, **value, "type": record["leaf"]["type"]}
        answer["statusTime"] = time
        steps["freshness"] = result(current or record is not None and value["status"] in TERMINAL)
        answer["fresh"] = steps["freshness"] == "pass"
    body = bundle["opening"][0] if proven and record and bundle["opening"] and holds(opens, record["leaf"], bundle["opening"]) else None
    scanned = (case.get("identifiers") or {}).get("serial")
    serial = None if scanned is None or body is None else serial_standing(bundle, body, scanned)
    steps["identifiers"] = identifiers(bundle, case, body, serial)
    denied = serial == "not-issued" and identifiers(bundle, case, body, "issued") == "pass"
    shown = case.get("presented")
    steps["presented"] = "unknown" if shown is not None and not proven else presented(bundle, shown, current)

    if proven and (current if record is None else steps["presented"] == "fail"):
        answer["authenticity"] = "not-authentic"
    elif proven and record is not None and steps["commitment"] == "pass" and denied and current:
        answer["authenticity"] = "not-authentic"
    elif proven and record is not None and steps["commitment"] == "pass":
        failed = any(steps[name] == "fail" for name in STEPS if name != "freshness")
        if not failed and "unknown" not in (steps["identifiers"], steps["presented"]):
            answer["authenticity"] = "authentic"
    return answer


def main(arguments):
    sys.setrecursionlimit(5000)
    if len(arguments) == 5:
        bundle_path, id, text_path, json_path, now = arguments
        policy = read_policy(open(text_path, encoding="utf-8").read(), json.load(open(json_path, encoding="utf-8")))
        answer = verify({"bundle": parse(open(bundle_path, encoding="utf-8").read()), "id": id, "now": int(now)}, policy)
        print(json.dumps(answer, indent=2, ensure_ascii=False))
        return {"authentic": 0, "not-authentic": 1}.get(answer["authenticity"], 2)
    given = parse((sys.stdin if arguments[0] == "-" else open(arguments[0], encoding="utf-8")).read())
    policies = {name: read_policy(one["text"], one["json"]) for name, one in given["policies"].items()}
    answers = {case["name"]: verify(case, policies[case.get("policy", "main")]) for case in given["cases"]}
    if "--json" in arguments:
        print(json.dumps(answers, ensure_ascii=False))
        return 0
    wrong = [case["name"] for case in given["cases"] if answers[case["name"]] != case["expected"]]
    print(f"{len(answers)} cases, {len(wrong)} differ", *wrong, sep="\n  ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else print(__doc__))
