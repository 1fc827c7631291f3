"""Statements on Apache Flink's batch mode, many in one process: each is planned alone, what can be planned runs as one job."""
import glob, json, os, re, subprocess, tempfile

NULL = "~null~"


def answers(script, asked):
    """Rows of texts, or the error as a text, by the key of (statement, columns)."""
    found, keys = {}, list(asked)
    with tempfile.TemporaryDirectory(prefix="weir-flink-") as folder:
        planned, start = [], 0
        while start < len(keys):
            done, error = run(script, folder, ["EXPLAIN PLAN FOR " + wrapped(n, *asked[keys[n]]) for n in range(start, len(keys))])
            planned += range(start, start + done)
            if error is None:
                break
            found[keys[start + done]] = error
            start += done + 1
        for part in (planned[n : n + 60] for n in range(0, len(planned), 60)):
            run_all(script, folder, keys, asked, part, found)
    return found


def wrapped(number, sql, columns):
    names = [f"c{n}" for n in range(columns)]
    cells = ", ".join(f"COALESCE(CAST({name} AS STRING), '{NULL}')" for name in names)
    return f"SELECT {number} AS n, ARRAY[{cells}] AS cells FROM ({sql}) AS t({', '.join(names)})"


def run(script, folder, statements, before=()):
    """How many of the statements went well, and the first error."""
    path = os.path.join(folder, "statements.sql")
    with open(path, "w", encoding="utf-8") as file:
        file.write(";\n".join([*before, *statements]) + ";\n")
    done = subprocess.run([script, path, "--set", "execution.runtime-mode=batch"], cwd=folder, capture_output=True, text=True)
    if done.returncode == 0:
        return len(statements), None
    return done.stdout.count("== Abstract Syntax Tree =="), " ".join(re.sub(r"\s+", " ", done.stderr).split()[:60])


def run_all(script, folder, keys, asked, part, found):
    """Answers of planned statements: in one job, in halves where one of them fails."""
    out = tempfile.mkdtemp(dir=folder)
    table = f"CREATE TABLE answers (n INT, cells ARRAY<STRING>) WITH ('connector' = 'filesystem', 'path' = '{out}', 'format' = 'json')"
    rows = " UNION ALL ".join(f"({wrapped(n, *asked[keys[n]])})" for n in part)
    _, error = run(script, folder, ["INSERT INTO answers " + rows], [table])
    if error is not None and len(part) > 1:
        run_all(script, folder, keys, asked, part[: len(part) // 2], found)
        run_all(script, folder, keys, asked, part[len(part) // 2 :], found)
        return
    found.update((keys[n], error if error is not None else []) for n in part)
    for path in [] if error is not None else glob.glob(out + "/**", recursive=True):
        for line in open(path, encoding="utf-8") if os.path.isfile(path) else []:
            row = json.loads(line)
            found[keys[row["n"]]].append([None if cell == NULL else cell for cell in row["cells"]])
