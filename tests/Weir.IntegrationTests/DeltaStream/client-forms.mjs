// The requests of DeltaStream's TypeScript client, made by the same means as it makes them: fetch, FormData and Blob of Node.js.
// node client-forms.mjs URL TOKEN ORGANIZATION
const [url, token, organization] = process.argv.slice(2);
const headers = { Authorization: `Bearer ${token}` };

async function poll(statementID, headers) {
  for (;;) {
    const response = await fetch(`${url}/statements/${statementID}?partitionID=0`, { headers });
    if (response.status !== 202) {
      return await response.json();
    }
  }
}

async function submit(statement, attachments = []) {
  const form = new FormData();
  const request = { statement, organization, parameters: { timezone: "UTC", sessionID: "123" } };
  form.append("request", new Blob([JSON.stringify(request)], { type: "application/json" }));
  for (const attachment of attachments) {
    form.append("attachments", attachment);
  }

  const posted = await fetch(`${url}/statements`, { method: "POST", headers, body: form });
  let result = await posted.json();
  if (posted.status === 202) {
    result = await poll(result.statementID, headers);
  }

  if (result.sqlState !== "00000") {
    throw new Error(`${statement}: ${posted.status} ${result.sqlState} ${result.message}`);
  }

  const plane = result.metadata.dataplaneRequest;
  if (plane?.requestType === "result-set") {
    // The client asks its own server with the dataplane's token.
    result = await poll(plane.statementID, { Authorization: `Bearer ${plane.token}` });
  }

  // Each of these it reads without asking whether it is there.
  result.metadata.columns.map(column => column.name);
  result.metadata.partitionInfo.map(partition => partition.rowCount);
  return result;
}

await submit('USE DATABASE "default";');
await submit("CREATE ENTITY e WITH ('kafka.partitions' = 3);");
for (let i = 0; i < 20; i++) {
  await submit(`INSERT INTO ENTITY e VALUE('{"n": ${i}, "quote": "it''s"}');`);
}

const selected = await submit("SELECT n, quote FROM e LIMIT 100;");
const jar = new Blob([new Uint8Array(100_000).map((_, i) => i * 7)], { type: "application/java-archive" });
await submit("CREATE FUNCTION_SOURCE f WITH ('file' = '@f.jar');", [jar]);
const download = await fetch(`${url}/download/function_source/${organization}/f`, { headers });
const same = Buffer.from(await download.arrayBuffer()).equals(Buffer.from(await jar.arrayBuffer()));
const failed = await submit("DROP ENTITY none;").then(() => "no", error => error.message);
await submit("DROP ENTITY e;");
console.log(`${selected.data.length} rows, ${selected.data[19].join(" ")}, download ${same ? "equal" : "differs"}, ${failed}`);
