"""What the SQL proofs share: our translations, DuckDB and GoogleSQL's reference engine, the semantic probes."""
import json, os, re, subprocess, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
DUCKDB = """
const { DuckDBInstance } = require('@duckdb/node-api'); const fs = require('fs');
(async () => { const c = await (await DuckDBInstance.create(':memory:')).connect(); await c.run("SET TimeZone='UTC'");
  for (const line of fs.readFileSync(0, 'utf8').split('\\n').filter(Boolean)) { const q = JSON.parse(line);
    try { const r = await c.runAndReadAll(q.sql); console.log(JSON.stringify({ id: q.id, rows: r.getRowsJson() })); }
    catch (e) { console.log(JSON.stringify({ id: q.id, error: e.message.split('\\n')[0] })); } } })();"""


class Failure(str):
    """An engine's error."""


def answers(command, lines, **more):
    """A program's answers, which are JSON lines with an id, to questions of that kind, by their id."""
    keys = {str(line["id"]): line["id"] for line in lines}
    text = "\n".join(json.dumps(dict(line, id=str(line["id"]))) for line in lines) + "\n"
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True, **more)
    return {keys[answer["id"]]: answer for answer in map(json.loads, done.stdout.splitlines())}


def translate(program, jobs, *schema):
    """{"out", "error"} by the id of (id, source, target, statement)."""
    return answers(["dotnet", program, "batch", *schema], [{"id": key, "read": read, "write": write, "sql": sql} for key, read, write, sql in jobs])


def duckdb(npm, asked):
    """Rows, or a Failure, by the id of (id, statement); the statements run in their order on one connection."""
    environment = dict(os.environ, NODE_PATH=f"{npm}/node_modules")
    found = answers(["node", "-e", DUCKDB], [{"id": key, "sql": sql} for key, sql in asked], env=environment)
    return {key: answer["rows"] if "rows" in answer else Failure(answer["error"]) for key, answer in found.items()}


def googlesql(check, asked, tables={}):
    """The referee's answer by the id of (id, statement); tables are queries by their names."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as catalog:
        json.dump({"tables": tables}, catalog)
        catalog.flush()
        return answers([check, "--no-canonical", "--threads", "2", "--run", catalog.name], [{"id": key, "sql": sql} for key, sql in asked])


def literal(text):
    """A value as GoogleSQL writes it, without its type and quotes."""
    if text in (None, "NULL"):
        return None
    quoted = re.match(r'^(?:[A-Z]+ ?)?"((?:[^"\\]|\\.)*)"$', text, re.S)
    if quoted:
        try:
            return json.loads(f'"{quoted[1]}"')
        except ValueError:
            return quoted[1]
    double = re.match(r'^CAST\("(.*)" AS \w+\)$', text)
    return double[1] if double else text


def spelled(text):
    """One spelling of a value that is no number: times without empty ends, containers without quotes."""
    moment = re.match(r"^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(\.\d+)?(?:\+00(?::00)?|Z)?$", text)
    if moment:
        return (moment[1] + " " + moment[2] + (moment[3] or "").rstrip("0").rstrip(".")).replace(" 00:00:00", "")
    return re.sub(r"[\s\"'{}\[\]]", "", text) if text[:1] in "{[" else text


def semantic_probes():
    """(dialect, statement, answer) of Weir.Sql.Tests; an empty answer is NULL."""
    with open(f"{HERE}/../../tests/Weir.Sql.Tests/Probes.cs", encoding="utf-8") as file:
        found = re.findall(r'\{ "(\w+)", "((?:[^"\\]|\\.)*)", "((?:[^"\\]|\\.)*)" \}', file.read())
    clean = lambda value: value.replace('\\"', '"').replace("\\\\", "\\")
    return [(dialect, clean(text), clean(expected)) for dialect, text, expected in found]
