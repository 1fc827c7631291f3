#!/usr/bin/env python3
"""sql-changes.py [COMMIT] [--show KIND]
What moved in the goldens of the corpus since COMMIT (HEAD unless said), counted by kind: miss -> exact, refused -> other, exact -> other …
--show "refused -> other" prints the rows of one kind."""
import collections, gzip, os, subprocess, sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
GOLDEN = "tests/Weir.Sql.Tests/Golden/corpus"
arguments = sys.argv[1:]
wanted = arguments[arguments.index("--show") + 1] if "--show" in arguments else None
commit = arguments[0] if arguments and arguments[0] != "--show" else "HEAD"
counts, by_file = collections.Counter(), collections.Counter()


def rows(data):
    return {(line[0], line[1]): (line[2], line[3]) for line in (text.split("\t", 3) for text in gzip.decompress(data).decode().split("\n"))}


for name in sorted(os.listdir(os.path.join(ROOT, GOLDEN))):
    old = subprocess.run(["git", "-C", ROOT, "show", f"{commit}:{GOLDEN}/{name}"], capture_output=True)
    if old.returncode:
        print(f"{name}: not in {commit}")
        continue
    before, after = rows(old.stdout), rows(open(os.path.join(ROOT, GOLDEN, name), "rb").read())
    for key, (kind, text) in after.items():
        was, old_text = before.get(key, ("absent", ""))
        if (was, old_text) == (kind, text):
            continue
        moved = f"{was} -> {kind}"
        counts[moved] += 1
        by_file[key[0].split("/")[0], moved] += 1
        if wanted == moved:
            print(f"{name.split('.')[0]} -> {key[1]} {key[0]}\n  was {old_text}\n  now {text}")
for moved, count in sorted(counts.items()):
    print(f"{moved}: {count} (" + ", ".join(f"{file} {n}" for (file, kind), n in sorted(by_file.items()) if kind == moved) + ")")
print(f"{sum(counts.values())} rows moved since {commit}")
