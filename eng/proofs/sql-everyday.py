#!/usr/bin/env python3
"""sql-everyday.py BENCHMARK.dll BIGQUERY_CHECK NPM_FOLDER [--show KIND] [--only WORD] [--write] [--schemaless]
The everyday queries (tests/Weir.Sql.Tests/Everyday): one question in four dialects. Each runs in its own dialect's engine (PostgreSQL 15 by
psql, DuckDB by @duckdb/node-api of NPM_FOLDER, BigQuery by GoogleSQL's reference engine); all must agree with PostgreSQL: that is the answer. Then every
query is translated, with the schema of the tables, into the other dialects and asked there. Snowflake has no engine here: its queries are judged by their
translations' answers, translations into it are only counted as written or refused.
right: the answer; refused; invalid: the target's engine says no; wrong: another answer. --show prints one kind, --write keeps the answers."""
import collections, glob, json, os, re, subprocess, sys, tempfile

from engines import HERE, Failure, duckdb, googlesql, literal, spelled, translate

ROOT = os.path.join(HERE, "..", "..", "tests", "Weir.Sql.Tests", "Everyday")
arguments = sys.argv[1:]
show = arguments[arguments.index("--show") + 1] if "--show" in arguments else None
only = arguments[arguments.index("--only") + 1] if "--only" in arguments else ""
program, check, npm = arguments[:3]
TABLES = json.load(open(os.path.join(ROOT, "tables.json"), encoding="utf-8"))
DIALECTS = ["duckdb", "postgres", "bigquery", "snowflake"]
TYPES = {
    "duckdb": {"int64": "BIGINT", "uint256": "BIGNUM", "double": "DOUBLE", "timestamp": "TIMESTAMPTZ", "json": "JSON", "list<hash>": "VARCHAR[]"},
    "postgres": {"int64": "BIGINT", "uint256": "NUMERIC(78,0)", "double": "DOUBLE PRECISION", "timestamp": "TIMESTAMPTZ", "json": "JSONB", "list<hash>": "TEXT[]"},
    "bigquery": {"int64": "INT64", "uint256": "STRING", "double": "FLOAT64", "timestamp": "TIMESTAMP", "json": "JSON", "list<hash>": "ARRAY<STRING>"},
}


def questions():
    """(name, title, {dialect: query})"""
    found = []
    for path in sorted(glob.glob(os.path.join(ROOT, "queries-*.txt"))):
        for line in open(path, encoding="utf-8").read().split("\n"):
            if line.startswith("# "):
                found.append((*line[2:].split(" ", 1), {}))
            elif line:
                dialect, sql = line.split(": ", 1)
                found[-1][2][dialect] = sql
    return [one for one in found if only in one[0]]


def constant(dialect, kind, value):
    name = TYPES[dialect].get(kind, {"bigquery": "STRING"}.get(dialect, "TEXT"))
    if value is None:
        return f"CAST(NULL AS {name})"
    if kind == "list<hash>":
        return ("[" if dialect != "postgres" else "ARRAY[") + ", ".join(f"'{item}'" for item in value) + "]"
    if kind == "json" and dialect == "bigquery":
        return f"JSON '{value}'"
    if kind in ("int64", "double"):
        return f"CAST({value} AS {name})"
    text = "'" + value.replace("'", "''") + "'"
    return text if name in ("TEXT", "STRING") else f"CAST({text} AS {name})"


def table(dialect, name):
    """The table as a query."""
    quote = '"' if dialect != "bigquery" else "`"
    rows = []
    for row in TABLES[name]["rows"]:
        cells = []
        for (column, kind), value in zip(TABLES[name]["columns"].items(), row):
            cells.append(f"{constant(dialect, kind, value)} AS {quote}{column}{quote}")
            if kind == "uint256" and dialect == "bigquery":
                cells.append(f"CAST('{value}' AS FLOAT64) AS {column}_double")
        rows.append("SELECT " + ", ".join(cells))
    return " UNION ALL ".join(rows)


def is_change(sql):
    return re.match(r"(?is)\s*(with\b.*\b)?(MERGE|UPDATE|DELETE|INSERT)\b", sql) is not None


def ask_duckdb(asked):
    steps = [(("table", name), f"CREATE TABLE {name} AS {table('duckdb', name)}") for name in TABLES]
    for sql in asked:
        if is_change(sql):
            steps += [((1, sql), "BEGIN"), ((2, sql), sql), ((3, sql), "SELECT address, symbol, name, decimals FROM tokens ORDER BY address"), ((4, sql), "ROLLBACK")]
        else:
            steps.append(((3, sql), sql))
    keys = {str(number): key for number, (key, _) in enumerate(steps)}
    answers = {keys[number]: rows for number, rows in duckdb(npm, [(str(number), sql) for number, (_, sql) in enumerate(steps)]).items()}
    for name in TABLES:
        assert not isinstance(answers["table", name], Failure), answers["table", name]
    return {sql: answers[2, sql] if isinstance(answers.get((2, sql)), Failure) else answers[3, sql] for sql in asked}


def ask_postgres(asked):
    script = ["\\set VERBOSITY terse", "SET TimeZone='UTC';", "\\pset format unaligned", "\\pset tuples_only on", "\\pset fieldsep '\\037'", "\\pset recordsep '\\036'", "\\pset null '\\035'"]
    script += [f"CREATE TEMP TABLE {name} AS {table('postgres', name)};" for name in TABLES]
    for number, sql in enumerate(asked):
        script += ["BEGIN;", f"\\echo @@{number}@@", sql.rstrip(";") + "\n;"]
        if is_change(sql):
            script.append("SELECT address, symbol, name, decimals FROM tokens ORDER BY address;")
        script.append("ROLLBACK;")
    done = subprocess.run(["psql", "-X", "-q"], input="\n".join(script), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    parts = re.split(r"@@(\d+)@@\n", done.stdout)
    assert "ERROR" not in parts[0], parts[0]
    found = {}
    for number, text in zip(parts[1::2], parts[2::2]):
        error = re.search(r"ERROR:.*", text)
        text = text.removesuffix("\n")
        found[asked[int(number)]] = Failure(error[0]) if error else [[None if cell == "\x1d" else cell for cell in row.split("\x1f")] for row in text.split("\x1e")] if text else []
    return found


def ask_bigquery(asked):
    plain = [sql for sql in asked if not is_change(sql)]
    tables = {name: table("bigquery", name) for name in TABLES}
    ran = googlesql(check, [(sql, sql) for sql in plain], tables)
    found = {sql: [[literal(cell) for cell in row] for row in answer["rows"]] if answer.get("ok") and "rows" in answer else Failure(answer.get("error") or answer.get("skipped") or "?") for sql, answer in ran.items()}
    changes = [sql for sql in asked if is_change(sql)]
    columns = {name: {column: {"uint256": "STRING", "list<hash>": "ARRAY<STRING>"}.get(kind, TYPES["bigquery"].get(kind, "STRING")) for column, kind in some["columns"].items()} for name, some in TABLES.items()}
    with tempfile.NamedTemporaryFile("w", suffix=".json") as catalog:
        json.dump({"tables": columns}, catalog)
        catalog.flush()
        from engines import answers
        for sql, answer in answers([check, "--no-canonical", "--analyze", catalog.name], [{"id": sql, "sql": sql} for sql in changes]).items():
            found[sql] = "analyzed" if answer["ok"] else Failure(answer.get("error"))
    return found


def plain(value):
    if value is None:
        return None
    if isinstance(value, (list, dict)):
        value = json.dumps(value)
    text = str(value)
    if text in ("t", "f", "true", "false", "True", "False"):
        return text[0].lower()
    if re.match(r"^-?\d+(\.0*)?$", text):
        return text.split(".")[0]
    try:
        return f"{float(text):.9g}"
    except ValueError:
        pass
    return spelled(text)


def rows_of(answer):
    return answer if isinstance(answer, (Failure, str)) else [[plain(cell) for cell in row] for row in answer]


def same(first, second):
    """Whole numbers to the last digit, others to nine; rows in their order."""
    def cell(one, other):
        if one == other:
            return True
        try:
            return not (one.lstrip("-").isdigit() and other.lstrip("-").isdigit()) and f"{float(one):.9g}" == f"{float(other):.9g}"
        except (ValueError, AttributeError):
            return False
    return len(first) == len(second) and all(len(a) == len(b) and all(map(cell, a, b)) for a, b in zip(first, second))


def main():
    some = questions()
    ask = {"duckdb": ask_duckdb, "postgres": ask_postgres, "bigquery": ask_bigquery}
    own = {dialect: ask[dialect](sorted({queries[dialect] for _, _, queries in some})) for dialect in ask}
    answer = {}
    for name, _, queries in some:
        got = {dialect: rows_of(own[dialect].get(queries[dialect], Failure("none"))) for dialect in ask}
        first = got["postgres"]
        for dialect, rows in got.items():
            if isinstance(rows, Failure) or (rows != "analyzed" and not same(rows, first)):
                print(f"SOURCE {name} {dialect}: {queries[dialect]}\n    {str(rows)[:300]}\n    {str(first)[:300]}")
        answer[name] = first
    if "--write" in arguments:
        with open(os.path.join(ROOT, "answers.json"), "w", encoding="utf-8") as file:
            file.write("{\n" + ",\n".join(f"{json.dumps(name)}: {json.dumps(rows, ensure_ascii=False)}" for name, rows in answer.items()) + "\n}\n")
    jobs = {(name, read, write): queries[read] for name, _, queries in some for read in DIALECTS for write in DIALECTS if read != write or read != "snowflake"}
    schema = []
    if "--schemaless" not in arguments:
        with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as file:
            json.dump({name: table["columns"] for name, table in TABLES.items()}, file)
        schema = [file.name]
    texts = translate(program, [("|".join(key), key[1], key[2], sql) for key, sql in jobs.items()], *schema)
    ran = {dialect: ask[dialect](sorted({texts["|".join(key)]["out"] for key in jobs if key[2] == dialect and texts["|".join(key)]["out"]})) for dialect in ask}
    counts, cross = collections.defaultdict(collections.Counter), collections.Counter()
    for key, sql in jobs.items():
        name, read, write = key
        out, error = texts["|".join(key)]["out"], texts["|".join(key)]["error"]
        warned = texts["|".join(key)].get("warnings")
        detail = out
        if out is None:
            kind, detail = "refused", error.split("\n")[0]
        elif write == "snowflake":
            kind = "written"
        else:
            got = rows_of(ran[write].get(out, Failure("no answer")))
            if isinstance(got, Failure):
                kind, detail = "invalid", f"{out}\n    {got[:200]}"
            elif got == "analyzed" or same(got, answer[name]):
                kind = "right"
            elif warned:
                kind, detail = "warned", f"{out}\n    {str(got)[:300]}\n    {str(answer[name])[:300]}\n    {warned}"
            else:
                kind, detail = "wrong", f"{out}\n    {str(got)[:300]}\n    {str(answer[name])[:300]}"
        counts[f"{read} -> {write}"][kind] += 1
        if read != write:
            cross[kind] += 1
        if show == kind or (show == "cross-" + kind and read != write):
            print(f"{kind} {read} -> {write} {name}\n    {sql}\n    {detail}")
    for pair, kinds in counts.items():
        print(f"{pair}: {dict(kinds)}")
    total = sum(count for kind, count in cross.items() if kind != "written")
    print(f"{len(some)} questions, {len(some) * 4} queries; asked across dialects {total}: " + ", ".join(f"{kind} {count} ({100 * count / total:.1f} %)" for kind, count in cross.most_common() if kind != "written"))


main()
