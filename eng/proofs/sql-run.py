#!/usr/bin/env python3
"""sql-run.py CORPUS BENCHMARK.dll BIGQUERY_CHECK NPM_FOLDER [--show]
Equal results: every table-free DuckDB and PostgreSQL input of the corpus that runs at its source (DuckDB by @duckdb/node-api, PostgreSQL by
psql when PGHOST or PGPORT names a server), its translation run in GoogleSQL's reference engine; then the semantic probes of
tests/Weir.Sql.Tests/Probes.cs, whose answers the manuals give. NPM_FOLDER holds node_modules with @duckdb/node-api."""
import collections, gzip, json, os, re, subprocess, sys

from engines import Failure, duckdb, googlesql as run_googlesql, semantic_probes, translate

corpus, program, check, npm = sys.argv[1:5]
show = "--show" in sys.argv


def read(name):
    with gzip.open(f"{corpus}/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


inputs = {}
for name in ("main", "derived", "others"):
    for row in read(name):
        dialect = row["read_dialect"]
        if dialect in ("duckdb", "postgres") and row["statement"] in ("query", "expression"):
            text = row["sql_in"].strip().rstrip(";")
            if row["statement"] == "expression":
                text = "SELECT " + text
            inputs.setdefault((dialect, text), len(inputs))


def plain(value):
    """One spelling for a value of any engine."""
    if value is None:
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return round(float(value), 9)
    if isinstance(value, list) and value and all(isinstance(item, tuple) for item in value):
        return [plain(item) for _, item in value]
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict) and set(value) == {"months", "days", "micros"}:
        return (float(value["months"]), float(value["days"]), float(value["micros"]))
    if isinstance(value, dict):
        return [plain(item) for item in value.values()]
    text = str(value)
    interval = span(text)
    if interval is not None:
        return interval
    if re.match(r"\\x([0-9a-f]{2})+$", text):
        return bytes.fromhex(text[2:]).decode("latin-1")
    text = re.sub(r"^(\d{4}-\d\d-\d\d)T", r"\1 ", text)
    if text in ("true", "false", "True", "False", "t", "f"):
        return text[0] in "tT"
    if text[:1] in "[{":
        try:
            return plain(json.loads(text))
        except ValueError:
            pass
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
    try:
        return round(float(text), 9)
    except (ValueError, OverflowError):
        pass
    text = re.sub(r"(\.\d*?)0+(?=$|\+)", r"\1", text).rstrip(".")
    text = re.sub(r"([+-]\d\d)(:00)?$", "", text) if re.match(r"\d{4}-\d\d-\d\d \d\d", text) else text
    return re.sub(r" 00:00:00$", "", text)


def span(text):
    """An interval in PostgreSQL's, DuckDB's or GoogleSQL's form as (months, days, microseconds)."""
    clock = lambda sign, h, m, sec: (-1 if sign == "-" else 1) * (int(h) * 3600 + int(m) * 60 + float(sec)) * 1e6
    found = re.match(r'^INTERVAL "(-?)(\d+)-(\d+) (-?\d+) (-?)(\d+):(\d+):([\d.]+)"', text)
    if found:
        months = (int(found[2]) * 12 + int(found[3])) * (-1 if found[1] else 1)
        return (float(months), float(found[4]), clock(found[5], found[6], found[7], found[8]))
    found = re.match(r"^(?:(-?\d+) years? ?)?(?:(-?\d+) mons? ?)?(?:(-?\d+) days? ?)?(?:(-?)(\d+):(\d+):([\d.]+))?$", text)
    if not text or not found or not ("mon" in text or "day" in text or "year" in text or re.match(r"^-?\d\d:\d\d:\d\d(\.\d+)?$", text)):
        return None
    return (float(found[1] or 0) * 12 + float(found[2] or 0), float(found[3] or 0), clock(found[4], found[5], found[6], found[7]) if found[5] else 0.0)


def googlesql(text):
    """A value as GoogleSQL writes it, as a literal."""
    text = text.strip()
    if text == "NULL":
        return None
    if text.startswith("INTERVAL"):
        return re.sub(r" (YEAR|MONTH|DAY|HOUR|MINUTE|SECOND) TO \w+$", "", text)
    found = re.match(r"^(DATETIME|DATE|TIMESTAMP|TIME|NUMERIC|BIGNUMERIC|JSON|CAST\()?\s*[\"'](.*)[\"'](?: AS \w+\))?$", text, re.S)
    if text[:1] in "\"'" and text[-1:] == text[:1]:
        try:
            return json.loads('"' + text[1:-1].replace("\\'", "'") + '"') if text[0] == '"' else text[1:-1]
        except ValueError:
            return text[1:-1]
    if found:
        value = found[2].replace("\\'", "'").replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")
        if found[1] == "JSON":
            try:
                return json.loads(value)
            except ValueError:
                return value
        return value
    if text in ("true", "false"):
        return text == "true"
    if re.match(r"^(ARRAY<.*>)?\[.*\]$", text, re.S):
        return [googlesql(item) for item in parts(text[text.index("["):][1:-1])]
    if re.match(r"^(STRUCT<.*>)?\(.*\)$", text, re.S):
        return [googlesql(re.sub(r"\s+AS \w+$", "", item)) for item in parts(text[text.index("("):][1:-1])]
    if re.match(r'^[bB]["\']', text):
        return re.sub(r"\\x(..)", lambda m: chr(int(m[1], 16)), text[2:-1])
    return text


def parts(text):
    out, depth, quote, at = [], 0, "", 0
    for index, character in enumerate(text):
        if quote:
            quote = "" if character == quote and text[index - 1] != "\\" else quote
        elif character in "\"'":
            quote = character
        elif character in "([<":
            depth += 1
        elif character in ")]>":
            depth -= 1
        elif character == "," and depth == 0:
            out.append(text[at:index])
            at = index + 1
    return out + [text[at:]] if text.strip() else out


sources = {number: rows for number, rows in duckdb(npm, [(number, text) for (dialect, text), number in inputs.items() if dialect == "duckdb"]).items() if not isinstance(rows, Failure)}
postgres = os.environ.get("PGHOST") or os.environ.get("PGPORT")
if postgres:
    for (dialect, text), number in inputs.items():
        if dialect == "postgres":
            query = f"SELECT COALESCE(json_agg(r), '[]') FROM ({text}) AS r"
            ran = subprocess.run(["psql", "-X", "-q", "-t", "-A", "-c", "SET TimeZone='UTC'", "-c", query], capture_output=True, text=True, timeout=60)
            if ran.returncode == 0 and ran.stdout.strip():
                try:
                    sources[number] = [[value for _, value in row] for row in json.loads(ran.stdout.strip().split("\n", 1)[-1] if ran.stdout.startswith("SET") else ran.stdout, object_pairs_hook=lambda pairs: pairs)]
                except ValueError:
                    pass
unstable = re.compile(r"RANDOM|UUID|NOW\(|CURRENT_|TODAY|LOCALTIME|SETSEED|VERSION|PG_TYPEOF|TYPEOF|TXID|GET_CURRENT", re.I)
order = [((d, t), n) for (d, t), n in inputs.items() if n in sources and not unstable.search(t)]
texts = translate(program, [(n, d, "bigquery", t) for (d, t), n in order])
probes = semantic_probes()
probe_texts = {key: answer["out"] for key, answer in translate(program, [(i, d, "bigquery", t) for i, (d, t, _) in enumerate(probes)]).items()}
ran = run_googlesql(check, [(f"c{n}", texts[n]["out"]) for _, n in order if texts[n]["out"]] + [(f"p{i}", t) for i, t in probe_texts.items() if t])


def verdict(key, rows):
    answer = ran[key]
    if answer.get("skipped"):
        return "skipped"
    if not answer.get("ok"):
        return "not run: " + (answer.get("stage") or "parse")
    ours = [[googlesql(value) for value in row] for row in answer.get("rows") or []]
    left, right = ([[plain(value) for value in row] for row in side] for side in (rows, ours))
    return "equal" if left == right or sorted(map(repr, left)) == sorted(map(repr, right)) else "different"


for dialect in ("duckdb", "postgres"):
    counts = collections.Counter()
    for (d, text), number in order:
        if d != dialect:
            continue
        result = "refused" if not texts[number]["out"] else verdict(f"c{number}", sources[number])
        counts[result] += 1
        if show and result not in ("equal", "refused", "skipped"):
            print(result, "|", text, "|", texts[number]["out"], "|", sources[number], "|", ran[f"c{number}"].get("rows") or ran[f"c{number}"].get("error"))
    print(f"{dialect} -> bigquery: {sum(counts.values())} table-free inputs ran at the source:", dict(counts))
counts = collections.Counter()
for index, (dialect, text, expected) in enumerate(probes):
    if not probe_texts[index]:
        result = "refused"
    else:
        result = verdict(f"p{index}", [[expected if expected else None]]) if dialect != "bigquery" else "the target's own"
    counts[result] += 1
    if show and result not in ("equal", "refused", "skipped", "the target's own"):
        print(result, "|", dialect, text, "|", probe_texts[index], "|", expected, "|", ran[f"p{index}"].get("rows") or ran[f"p{index}"].get("error"))
print("probes -> bigquery:", dict(counts))
