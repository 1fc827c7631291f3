#!/usr/bin/env python3
"""DeltaStream's own Python client (deltastream-sdk) against `weir deltastream serve`: the event generator's whole work, errors and a stream.

    dotnet build src/Weir.App -c Release && PYTHON-WITH-deltastream-sdk eng/proofs/deltastream-python.py [SERVE-FLAG...]

Further flags go to the server: `--kafka 127.0.0.1:9092` puts topics behind it. With WEIR_PROOF_INSERTS=N it makes N inserts against the
server that the variables DELTASTREAM_SERVER_URL, DELTASTREAM_TOKEN and DELTASTREAM_ORG_ID name (as the integration test does).
"""
import asyncio, os, subprocess, sys, time

weir = ["dotnet", "artifacts/bin/Weir.App/release/weir.dll", "deltastream", "serve", "--port", "0", "--env-file", "none", "--token", "a-token",
        "--stream-scheme", "ws", *sys.argv[1:]]


def serve(*more):
    server = subprocess.Popen([*weir, *more], stdout=subprocess.PIPE, text=True)
    return server, dict(server.stdout.readline().strip().split("=", 1) for _ in range(5))


def client(settings, token=None):
    from deltastream_sdk import DeltaStreamClient

    async def provider():
        return token or settings["DELTASTREAM_TOKEN"]

    return DeltaStreamClient(server_url=settings["DELTASTREAM_SERVER_URL"], token_provider=provider,
                             organization_id=settings["DELTASTREAM_ORG_ID"])


async def work(settings, inserts):
    ds = client(settings)
    done = 0
    await ds.use_database("default"); done += 1
    names = ["onchain_transactions", "dex_prices", "mempool_data"]
    assert not {e.name for e in await ds.entities.list()} & set(names); done += 1
    for name in names:
        await ds.entities.create(name=name, store="kafka_store", params={
            "kafka.partitions": 3, "kafka.replicas": 1, "kafka.topic.retention.ms": "604800000"})
        done += 2
    assert {e.name for e in await ds.entities.list()} >= set(names); done += 1
    described = await ds.entities.get("dex_prices"); done += 1
    assert described.name == "dex_prices", described
    began = time.perf_counter()
    for i in range(inserts):
        await ds.entities.insert_values(names[i % 3], [{"n": i, "quote": "it's"}], store="kafka_store")
    seconds = time.perf_counter() - began
    done += inserts
    for statement, words in [("SELEC 1", "syntax error"), ("DESCRIBE ENTITY \"none\"", "not found"),
                             ("CREATE ENTITY \"dex_prices\" IN STORE \"kafka_store\"", "already exists"),
                             ("INSERT INTO ENTITY \"dex_prices\" VALUE('not json')", "not JSON")]:
        try:
            await ds.execute_sql(statement)
            raise AssertionError(f"{statement} should fail")
        except AssertionError:
            raise
        except Exception as error:
            assert words in str(error), f"{statement}: {error}"
    try:
        await client(settings, "wrong").execute_sql("LIST STORES")
        raise AssertionError("a wrong token should fail")
    except AssertionError:
        raise
    except Exception as error:
        assert "token" in str(error) or "Auth" in type(error).__name__ or "401" in str(error), error

    selected = await ds.connection.query("SELECT n, quote FROM dex_prices WITH ('starting.position' = 'earliest');")
    assert [column.name for column in selected.columns()] == ["n", "quote"]
    async for row in selected:
        assert row == [1, "it's"] or row == ["1", "it's"] or inserts > 3, row
        break
    await selected.close()

    rows = await ds.connection.query("PRINT ENTITY \"dex_prices\" IN STORE \"kafka_store\" WITH ('from_beginning');")
    printed = 0
    async for row in rows:
        assert "it's" in row[1], row
        printed += 1
        if printed == inserts // 3:
            break
    await rows.close()
    for name in names:
        await ds.execute_sql(f'DROP ENTITY "{name}"'); done += 1
    assert not {e.name for e in await ds.entities.list()} & set(names)
    return done, printed, inserts / seconds


if "WEIR_PROOF_INSERTS" in os.environ:
    done, printed, _ = asyncio.run(work(os.environ, int(os.environ["WEIR_PROOF_INSERTS"])))
    print(f"{done} statements, 5 failures, {printed} rows printed")
    sys.exit()

server, settings = serve()
try:
    done, printed, rate = asyncio.run(work(settings, 500))
    print(f"deltastream-sdk: {done} statements, 5 failures as they should be, {printed} rows printed over a WebSocket, {rate:.0f} inserts/s")
finally:
    server.terminate(); server.wait()
server, settings = serve("--pending", "1")
try:
    done, printed, _ = asyncio.run(work(settings, 3))
    print(f"the same with every statement answered by 202 first: {done} statements")
finally:
    server.terminate(); server.wait()
