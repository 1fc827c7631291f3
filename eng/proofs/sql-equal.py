#!/usr/bin/env python3
"""sql-equal.py CORPUS BENCHMARK.dll NPM_FOLDER QUERIES
Equal answers on DuckDB (@duckdb/node-api) and PostgreSQL (psql; PGHOST, PGPORT, PGUSER name the server): the corpus' TPC-H queries over
small made tables, each read in four dialects; the canonical queries (QUERIES: src/Weir.App/Queries) over made rows; the semantic probes of
tests/Weir.Sql.Tests/Probes.cs on PostgreSQL. Without a server the part that needs it is left out, and said so."""
import collections, csv, datetime, glob, gzip, io, json, os, random, re, subprocess, sys, tempfile

from engines import duckdb, semantic_probes, translate

corpus, program, npm, queries = sys.argv[1:5]
chance = random.Random(7)
day = datetime.date
PG = bool(os.environ.get("PGHOST") or os.environ.get("PGPORT"))


def tpch():
    """Tables with the values that the queries look for, TPC-H's shape at about scale 0.002."""
    nations = "ALGERIA ARGENTINA BRAZIL CANADA EGYPT ETHIOPIA FRANCE GERMANY INDIA INDONESIA IRAN IRAQ JAPAN JORDAN KENYA MOROCCO MOZAMBIQUE PERU CHINA ROMANIA SAUDI_ARABIA VIETNAM RUSSIA UNITED_KINGDOM UNITED_STATES".split()
    of = [0, 1, 1, 1, 4, 0, 3, 3, 2, 2, 4, 4, 2, 4, 0, 0, 0, 1, 2, 3, 4, 2, 3, 3, 1]
    regions = ["AFRICA", "AMERICA", "ASIA", "EUROPE", "MIDDLE EAST"]
    types = [f"{a} {b} {c}" for a in ("STANDARD", "SMALL", "MEDIUM", "LARGE", "ECONOMY", "PROMO") for b in ("ANODIZED", "BURNISHED", "PLATED", "POLISHED", "BRUSHED") for c in ("TIN", "NICKEL", "BRASS", "STEEL", "COPPER")]
    boxes = [f"{a} {b}" for a in ("SM", "LG", "MED", "JUMBO", "WRAP") for b in ("CASE", "BOX", "BAG", "JAR", "PKG", "PACK", "CAN", "DRUM")]
    colours = "forest almond antique azure green blue chocolate red ivory lemon".split()
    one = chance.choice
    money = lambda low, high: f"{chance.randint(low * 100, high * 100) / 100:.2f}"
    text = lambda: " ".join(one(["special", "pending", "requests", "Customer", "Complaints", "ideas", "carefully", "express"]) for _ in range(4))
    data = {"region": [(i, r, text()) for i, r in enumerate(regions)], "nation": [(i, n.replace("_", " "), of[i], text()) for i, n in enumerate(nations)]}
    data["supplier"] = [(i, f"Supplier#{i:09}", text(), chance.randrange(25), f"{10 + i}-1{i:02}", money(-900, 9000), text()) for i in range(60)]
    data["part"] = [(i, f"{one(colours)} {one(colours)}", "Manufacturer#1", f"Brand#{chance.randint(1, 5)}{chance.randint(1, 5)}", one(types), chance.randint(1, 50), one(boxes), money(900, 2000), text()) for i in range(800)]
    data["partsupp"] = [(p, s, chance.randint(1, 9999), money(1, 1000), text()) for p in range(800) for s in chance.sample(range(60), 4)]
    segments = ["BUILDING", "AUTOMOBILE", "MACHINERY", "HOUSEHOLD", "FURNITURE"]
    data["customer"] = [(i, f"Customer#{i:09}", text(), chance.randrange(25), f"{one([13, 31, 23, 29, 30, 18, 17])}-{i:03}", money(-900, 9000), one(segments), text()) for i in range(600)]
    data["orders"], data["lineitem"] = [], []
    for o in range(4000):
        placed = day(1992, 1, 1) + datetime.timedelta(chance.randrange(2400))
        data["orders"].append((o, chance.randrange(600), one("FOP"), money(1000, 300000), placed, one(["1-URGENT", "2-HIGH", "3-MEDIUM", "4-NOT SPECIFIED", "5-LOW"]), f"Clerk#{o}", 0, text()))
        for line in range(1, chance.randint(2, 6)):
            shipped = placed + datetime.timedelta(chance.randint(1, 120))
            p = chance.randrange(800)
            data["lineitem"].append((o, p, one([row[1] for row in data["partsupp"][p * 4:p * 4 + 4]]), line, chance.randint(1, 50), money(900, 90000), f"0.0{chance.randint(0, 9)}", f"0.0{chance.randint(0, 8)}", one("RAN"), one("OF"),
                                     shipped, placed + datetime.timedelta(chance.randint(30, 90)), shipped + datetime.timedelta(chance.randint(1, 30)), one(["DELIVER IN PERSON", "COLLECT COD", "NONE"]), one(["AIR", "AIR REG", "MAIL", "SHIP", "TRUCK"]), text()))
    return data


TPCH = {
    "region": "r_regionkey INT, r_name TEXT, r_comment TEXT", "nation": "n_nationkey INT, n_name TEXT, n_regionkey INT, n_comment TEXT",
    "supplier": "s_suppkey INT, s_name TEXT, s_address TEXT, s_nationkey INT, s_phone TEXT, s_acctbal DECIMAL(15, 2), s_comment TEXT",
    "part": "p_partkey INT, p_name TEXT, p_mfgr TEXT, p_brand TEXT, p_type TEXT, p_size INT, p_container TEXT, p_retailprice DECIMAL(15, 2), p_comment TEXT",
    "partsupp": "ps_partkey INT, ps_suppkey INT, ps_availqty INT, ps_supplycost DECIMAL(15, 2), ps_comment TEXT",
    "customer": "c_custkey INT, c_name TEXT, c_address TEXT, c_nationkey INT, c_phone TEXT, c_acctbal DECIMAL(15, 2), c_mktsegment TEXT, c_comment TEXT",
    "orders": "o_orderkey INT, o_custkey INT, o_orderstatus TEXT, o_totalprice DECIMAL(15, 2), o_orderdate DATE, o_orderpriority TEXT, o_clerk TEXT, o_shippriority INT, o_comment TEXT",
    "lineitem": "l_orderkey INT, l_partkey INT, l_suppkey INT, l_linenumber INT, l_quantity DECIMAL(15, 2), l_extendedprice DECIMAL(15, 2), l_discount DECIMAL(15, 2), l_tax DECIMAL(15, 2), l_returnflag TEXT, l_linestatus TEXT, l_shipdate DATE, l_commitdate DATE, l_receiptdate DATE, l_shipinstruct TEXT, l_shipmode TEXT, l_comment TEXT",
}
WEIR = {
    "transactions": ("block_timestamp TIMESTAMPTZ, block_number BIGINT, from_address TEXT, receipt_gas_used BIGINT, receipt_effective_gas_price BIGINT, receipt_status BIGINT",
                     lambda i, t: (t, 19000000 + i % 30, f"0x{i % 13:02x}", 21000 + i, 10 ** 9 + i, None if i % 7 == 0 else i % 2)),
    "logs": ("topic0 TEXT, address TEXT", lambda i, t: (None if i % 11 == 0 else f"0x{i % 5}", f"0x{i % 9}")),
    "token_transfers": ("block_timestamp TIMESTAMPTZ, token_address TEXT, standard TEXT, chain_id BIGINT, from_address TEXT, to_address TEXT, block_number BIGINT, log_index BIGINT, contract TEXT, amount DOUBLE PRECISION, \"from\" TEXT, \"to\" TEXT",
                        lambda i, t: (t, f"0x{i % 4}", "erc20" if i % 3 else "ERC-20", 1, f"0x{i % 17}", f"0x{i % 19}", i, i % 8, f"0x{i % 4}", i * 1e18, f"0x{i % 17}", f"0x{i % 19}")),
    "defi_swaps": ("pool TEXT, protocol TEXT, chain_id BIGINT, price DOUBLE PRECISION, amount0_in DOUBLE PRECISION, amount0_out DOUBLE PRECISION, block_timestamp TIMESTAMPTZ",
                   lambda i, t: (f"p{i % 3}", "uniswap", 1, 1 + i / 8, float(i), float(i % 5), t)),
}
folder = tempfile.mkdtemp()
os.chmod(folder, 0o755)
setup = {"duckdb": [], "postgres": []}


def table(name, columns, rows):
    path = f"{folder}/{name}.csv"
    with open(path, "w", encoding="utf-8") as file:
        for row in rows:
            file.write("|".join("" if value is None else str(value) for value in row) + "\n")
    setup["duckdb"] += [f"CREATE TABLE {name} ({columns})", f"COPY {name} FROM '{path}' (DELIMITER '|', HEADER FALSE, NULLSTR '')"]
    setup["postgres"] += [f"CREATE TEMP TABLE {name} ({columns});", f"\\copy {name} FROM '{path}' WITH (FORMAT csv, DELIMITER '|')"]


made = tpch()
for name, columns in TPCH.items():
    table(name, columns, made[name])
now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
for name, (columns, row) in WEIR.items():
    table(name, columns, [row(i, (now - datetime.timedelta(minutes=i % 700)).isoformat(sep=" ")) for i in range(2000)])


def plain(value):
    if value is None or value == "":
        return None
    text = str(value)
    if text in ("t", "f", "true", "false", "True", "False"):
        return text[0] in "tT"
    try:
        return f"{float(text):.9g}"
    except ValueError:
        return re.sub(r"( 00:00:00)?([+-]\d\d)?(:00)?$", "", text) if re.match(r"\d{4}-\d\d-\d\d", text) else text


def run(engine, asked):
    """Rows by id; an error is a string."""
    if engine == "duckdb":
        return duckdb(npm, [(f"set up {number}", sql) for number, sql in enumerate(setup["duckdb"])] + asked)
    answers = {}
    script = "\\set ON_ERROR_STOP 0\n\\pset format csv\n\\pset tuples_only on\n\\pset footer off\nSET TimeZone='UTC';\n" + "\n".join(setup["postgres"]) + "\n"
    for i, s in asked:
        script += f"\\echo @@{i}\n{s};\n"
    done = subprocess.run(["psql", "-X", "-q", "-f", "-"], input=script, capture_output=True, text=True)
    for part in done.stdout.split("@@")[1:]:
        key, _, body = part.partition("\n")
        answers[key.strip()] = [row or [None] for row in csv.reader(io.StringIO(body))]
    return answers


def same(left, right):
    if isinstance(left, str) or isinstance(right, str) or left is None or right is None:
        return False
    shape = lambda rows: sorted(repr([plain(value) for value in row]) for row in rows)
    return shape(left) == shape(right)


corpus_queries = collections.defaultdict(dict)
with gzip.open(f"{corpus}/fixtures.jsonl.gz", "rt", encoding="utf-8") as lines:
    for line in lines:
        row = json.loads(line)
        if "tpc-h" in str(row.get("test")):
            corpus_queries[row["test"]][row["read_dialect"]] = row["sql_in"]
engines = ["duckdb", "postgres"] if PG else ["duckdb"]
jobs = [(f"{name.split('#')[1]}:{read}", read, sql) for name, by in sorted(corpus_queries.items()) for read, sql in by.items()]
canonical = [(os.path.basename(path)[:-4], "postgres", re.sub(r"^--.*\n", "", open(path, encoding="utf-8").read())) for path in sorted(glob.glob(f"{queries}/*.sql"))]
jobs += canonical
texts = {engine: translate(program, [(key, read, engine, sql) for key, read, sql in jobs]) for engine in engines}
results = {engine: run(engine, [(key, texts[engine][key]["out"]) for key, _, _ in jobs if texts[engine][key]["out"]]) for engine in engines}
base = {key.split(":")[0]: results["duckdb"].get(key) for key, read, _ in jobs if read == "duckdb"}
for kind, chosen in (("TPC-H", [job for job in jobs if ":" in job[0]]), ("canonical queries", canonical)):
    for engine in engines:
        counts = collections.Counter()
        for key, read, _ in chosen:
            expected = base.get(key.split(":")[0]) if ":" in key else results["duckdb"].get(key)
            got = results[engine].get(key)
            verdict = "refused" if texts[engine][key]["out"] is None else "equal" if same(expected, got) else "different"
            counts[verdict] += 1
            if verdict != "equal":
                print("   ", kind, engine, key, verdict, str(texts[engine][key]["error"] or got)[:200])
        rows = sum(len(value) for value in (base.values() if kind == "TPC-H" else [results["duckdb"].get(key) for key, _, _ in canonical]) if isinstance(value, list))
        print(f"{kind}: on {engine} {len(chosen)} statements ({rows} rows): {dict(counts)}")
if not PG:
    print("no PostgreSQL server named by PGHOST or PGPORT: its part was left out")
    sys.exit(0)
probes = [(f"p{number}", *probe) for number, probe in enumerate(semantic_probes())]
texts = translate(program, [(key, dialect, "postgres", text) for key, dialect, text, _ in probes])
answers = run("postgres", [(key, texts[key]["out"]) for key, *_ in probes if texts[key]["out"]])
counts = collections.Counter()
for key, dialect, text, expected in probes:
    got = answers.get(key)
    verdict = "refused" if texts[key]["out"] is None else "equal" if got and same([[expected]], got) else "different"
    counts[verdict] += 1
    if verdict == "different":
        print("    probe", dialect, text, "|", texts[key]["out"], "| expected", expected, "got", got)
print(f"probes on postgres: {len(probes)}: {dict(counts)} (on duckdb all are tested in every run)")
