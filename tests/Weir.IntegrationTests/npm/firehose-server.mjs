// A Firehose over a node: sf.firehose.v2 with BASE blocks made from JSON-RPC answers, by @grpc/grpc-js.
// node firehose-server.mjs RPC_URL PROTO_FOLDER [TOKEN]; prints its port.
import grpc from "@grpc/grpc-js";
import loader from "@grpc/proto-loader";
import protobuf from "protobufjs";
import path from "node:path";

const [, , rpcUrl, protos, token] = process.argv;
const options = { keepCase: true, longs: String, enums: String, defaults: true, oneofs: true, includeDirs: [protos] };
const firehose = grpc.loadPackageDefinition(loader.loadSync("firehose.proto", options)).sf.firehose.v2;
const ethereum = protobuf.loadSync(path.join(protos, "ethereum.proto"));
const Block = ethereum.lookupType("sf.ethereum.type.v2.Block");

async function call(method, ...params) {
  const answer = await fetch(rpcUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });
  const json = await answer.json();
  if (json.error) throw new Error(`${method}: ${json.error.message}`);
  return json.result;
}

const quantity = (number) => "0x" + BigInt(number).toString(16);
const bytes = (hex) => {
  if (!hex) return Buffer.alloc(0);
  const digits = hex.slice(2);
  return Buffer.from(digits.length % 2 ? "0" + digits : digits, "hex");
};
// Big-endian without leading zeros; zero is no bytes.
const minimal = (hex) => {
  const all = bytes(hex);
  return all.subarray(all.findIndex((byte) => byte !== 0) < 0 ? all.length : all.findIndex((byte) => byte !== 0));
};
const bigInt = (hex) => (hex === undefined || hex === null ? undefined : { bytes: minimal(hex) });
const number = (hex) => (hex ? Number(hex) : 0);

function toBlock(block, receipts) {
  return {
    ver: 3,
    hash: bytes(block.hash),
    number: number(block.number),
    size: number(block.size),
    detailLevel: 2,
    header: {
      parentHash: bytes(block.parentHash),
      uncleHash: bytes(block.sha3Uncles),
      coinbase: bytes(block.miner),
      stateRoot: bytes(block.stateRoot),
      transactionsRoot: bytes(block.transactionsRoot),
      receiptRoot: bytes(block.receiptsRoot),
      logsBloom: bytes(block.logsBloom),
      difficulty: bigInt(block.difficulty),
      totalDifficulty: bigInt(block.totalDifficulty),
      number: number(block.number),
      gasLimit: number(block.gasLimit),
      gasUsed: number(block.gasUsed),
      timestamp: { seconds: number(block.timestamp) },
      extraData: bytes(block.extraData),
      mixHash: bytes(block.mixHash),
      nonce: number(block.nonce),
      hash: bytes(block.hash),
      baseFeePerGas: bigInt(block.baseFeePerGas),
      withdrawalsRoot: bytes(block.withdrawalsRoot),
      parentBeaconRoot: bytes(block.parentBeaconBlockRoot),
      ...(block.blobGasUsed ? { blobGasUsed: number(block.blobGasUsed) } : {}),
      ...(block.excessBlobGas ? { excessBlobGas: number(block.excessBlobGas) } : {}),
    },
    withdrawals: (block.withdrawals ?? []).map((row) => ({
      index: number(row.index),
      validatorIndex: number(row.validatorIndex),
      address: bytes(row.address),
      amount: number(row.amount),
    })),
    transactionTraces: block.transactions.map((row, i) => toTrace(row, receipts[i])),
  };
}

function toTrace(row, receipt) {
  return {
    to: bytes(row.to),
    nonce: number(row.nonce),
    gasPrice: bigInt(row.gasPrice),
    gasLimit: number(row.gas),
    value: bigInt(row.value),
    input: bytes(row.input),
    v: minimal(row.v),
    r: bytes(row.r),
    s: bytes(row.s),
    gasUsed: number(receipt.gasUsed),
    type: number(row.type),
    index: number(row.transactionIndex),
    hash: bytes(row.hash),
    from: bytes(row.from),
    accessList: (row.accessList ?? []).map((access) => ({
      address: bytes(access.address),
      storageKeys: access.storageKeys.map(bytes),
    })),
    status: receipt.status === "0x1" ? 1 : 2,
    receipt: {
      cumulativeGasUsed: number(receipt.cumulativeGasUsed),
      logsBloom: bytes(receipt.logsBloom),
      logs: receipt.logs.map((log, i) => ({
        address: bytes(log.address),
        topics: log.topics.map(bytes),
        data: bytes(log.data),
        index: i,
        blockIndex: number(log.logIndex),
      })),
    },
  };
}

async function read(tagOrNumber) {
  const block = await call("eth_getBlockByNumber", tagOrNumber, true);
  if (!block) return null;
  const receipts = await call("eth_getBlockReceipts", block.number);
  return {
    number: number(block.number),
    hash: block.hash,
    parent: block.parentHash,
    any: {
      type_url: "type.googleapis.com/sf.ethereum.type.v2.Block",
      value: Block.encode(Block.fromObject(toBlock(block, receipts))).finish(),
    },
  };
}

const head = async () => number(await call("eth_blockNumber"));
const metadata = (block) => ({ num: block.number, id: block.hash.slice(2), lib_num: Math.max(0, block.number - 64) });
const cursorOf = (block) => Buffer.from(`${block.number}:${block.hash}`).toString("base64");
const ever = new Map();
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const isRefused = (call) =>
  token && call.metadata.get("authorization")[0] !== `bearer ${token}` && call.metadata.get("x-api-key")[0] !== token;
const refusal = { code: grpc.status.UNAUTHENTICATED, details: "invalid token" };

async function blocks(stream) {
  if (isRefused(stream)) return stream.emit("error", refusal);
  const { start_block_num, cursor, stop_block_num } = stream.request;
  const stop = Number(stop_block_num);
  let at = cursor ? ever.get(cursor) : null;
  if (cursor && !at) return stream.emit("error", { code: grpc.status.INVALID_ARGUMENT, details: "invalid cursor" });
  let next = at ? at.number + 1 : Number(start_block_num);
  if (next < 0) next = Math.max(0, (await head()) + next);
  while (!stream.cancelled) {
    if (at) {
      const now = await call("eth_getBlockByNumber", quantity(at.number), false);
      if (now?.hash !== at.hash) {
        const parent = ever.get(Buffer.from(`${at.number - 1}:${at.parent}`).toString("base64"));
        stream.write({ block: at.any, step: "STEP_UNDO", cursor: parent ? cursorOf(parent) : cursorOf(at), metadata: metadata(at) });
        next = at.number;
        at = parent;
        continue;
      }
    }
    const block = next <= (await head()) ? await read(quantity(next)) : null;
    if (!block) {
      await pause(50);
      continue;
    }
    ever.set(cursorOf(block), block);
    stream.write({ block: block.any, step: "STEP_NEW", cursor: cursorOf(block), metadata: metadata(block) });
    at = block;
    next = block.number + 1;
    if (stop > 0 && block.number >= stop) break;
  }
  stream.end();
}

async function fetchOne(request, answer) {
  if (isRefused(request)) return answer(refusal);
  // Above the head a real server answers with the head.
  const block = await read(quantity(Math.min(Number(request.request.block_number.num), await head())));
  answer(null, { block: block.any, metadata: metadata(block) });
}

const guard = (work) => (first, answer) =>
  work(first, answer).catch((error) => {
    const failure = { code: grpc.status.INTERNAL, details: error.message };
    if (answer) answer(failure);
    else first.emit("error", failure);
  });

const server = new grpc.Server({
  "grpc.max_send_message_length": -1,
  "grpc.default_compression_algorithm": grpc.compressionAlgorithms.gzip,
});
server.addService(firehose.Stream.service, { Blocks: guard(blocks) });
server.addService(firehose.Fetch.service, { Block: guard(fetchOne) });
server.addService(firehose.EndpointInfo.service, {
  Info: (request, answer) =>
    isRefused(request) ? answer(refusal) : answer(null, { chain_name: "anvil", block_features: ["base"] }),
});
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});
