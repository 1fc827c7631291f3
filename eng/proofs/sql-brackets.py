#!/usr/bin/env python3
"""sql-brackets.py [COUNT] [SEED] > FILE; sql-engines.py … FILE
Random expressions of literals and operators, COUNT a dialect, with few brackets: the source's own engine says how they group, and the translations
into the two others must have equal values. What the source refuses ("does not run at its source") is not asked."""
import random, sys

count = int(sys.argv[1]) if len(sys.argv) > 1 else 400
dice = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 15)
NUMBERS = {
    "postgres": ["+", "-", "*", "|", "&", "<<", ">>", "#"],
    "duckdb": ["+", "-", "*", "|", "&", "<<", ">>"],
    "bigquery": ["+", "-", "*", "|", "&", "<<", ">>", "^"],
}
TESTS = ["=", "<>", "<", ">", "<=", ">="]


def number(dialect, depth):
    parts = []
    for place in range(dice.randint(1, 4)):
        if place:
            parts.append(dice.choice([one for one in NUMBERS[dialect] if not (signs and (">" in one or "<" in one)) and not (one == "-" and not signs)]))
        word = str(dice.randint(0, 3)) if depth == 0 or dice.random() < 0.75 else "(" + number(dialect, depth - 1) + ")"
        parts.append(dice.choice(["", "", "", "- ", "~ "] if signs else [""]) + word)
    return " ".join(parts)


def test(dialect):
    kind = dice.random()
    if kind < 0.5:
        return number(dialect, 1) + " " + dice.choice(TESTS) + " " + number(dialect, 1)
    if kind < 0.65:
        return number(dialect, 1) + dice.choice([" BETWEEN ", " NOT BETWEEN "]) + number(dialect, 0) + " AND " + number(dialect, 0)
    if kind < 0.75:
        return number(dialect, 0) + dice.choice([" IN ", " NOT IN "]) + "(1, 2)"
    if kind < 0.9:
        return number(dialect, 0) + dice.choice([" IS NULL", " IS NOT NULL"])
    return "(" + condition(dialect) + ")" + dice.choice(["", " IS TRUE", " IS NOT FALSE"])


def condition(dialect):
    return dice.choice([" AND ", " OR "]).join(dice.choice(["", "", "NOT "]) + test(dialect) for _ in range(dice.randint(1, 3)))


for dialect in NUMBERS:
    for _ in range(count):
        signs = dice.random() < 0.5  # engines shift by negative places, and negative numbers, each in its own way
        print(f"{dialect}|SELECT {dice.choice([condition, lambda read: number(read, 2)])(dialect)}")
