"""A chain that proves nothing, and a node that serves it badly on demand: what the public reliability checks follow.

Hashes, roots and senders are invented; every receipt holds one ERC-20 Transfer of the contract 0x…c0ffee; `safe` and `finalized` equal
`latest`. The node knows the methods that the public list names, and counts every request for another one.
"""
import hashlib
import http.server
import json
import threading
import time

FIRST = 1_000_000
CONTRACT = f"0x{0xC0FFEE:040x}"
TRANSFER = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"


def made(*parts):
    return "0x" + hashlib.sha256(repr(parts).encode()).hexdigest()


def text_answer(text):
    """An ABI string."""
    data = text.encode()
    return "0x" + f"{32:064x}{len(data):064x}" + data.hex().ljust(-(-len(data) // 32) * 64, "0")


class Block:
    def __init__(self, number, parent, transfers, salt):
        """`transfers`: (from, to, amount) each, or (from, to, amount, log index)."""
        self.number, self.parent = number, parent
        self.hash = made("block", number, parent, transfers, salt)
        self.added = time.time()
        self.transfers = [(t[0], t[1], t[2], t[3] if len(t) > 3 else i) for i, t in enumerate(transfers)]

    def header(self, is_full):
        zero = "0x" + "0" * 64
        return {
            "number": hex(self.number), "hash": self.hash, "parentHash": self.parent, "nonce": "0x0000000000000000", "mixHash": zero,
            "sha3Uncles": made("uncles"), "logsBloom": "0x" + ("ff" if self.transfers else "00") * 256,
            "transactionsRoot": made("txs", self.hash), "stateRoot": made("state", self.hash), "receiptsRoot": made("receipts", self.hash),
            "miner": "0x" + "0" * 40, "difficulty": "0x0", "totalDifficulty": "0x0", "extraData": "0x", "size": "0x400",
            "gasLimit": "0x1c9c380", "gasUsed": hex(21_000 * len(self.transfers)), "timestamp": hex(1_700_000_000 + 12 * (self.number - FIRST)),
            "baseFeePerGas": "0x7", "uncles": [],
            "transactions": [self.transaction(i) if is_full else made("tx", self.hash, i) for i in range(len(self.transfers))],
        }

    def place(self, i):
        return {"blockHash": self.hash, "blockNumber": hex(self.number), "transactionIndex": hex(i)}

    def transaction(self, i):
        return {
            **self.place(i), "hash": made("tx", self.hash, i), "from": self.transfers[i][0], "to": CONTRACT, "nonce": hex(i), "gas": "0xffff",
            "gasPrice": "0x9", "value": "0x0", "input": "0x", "type": "0x0", "chainId": "0x1", "v": "0x25", "r": "0x1", "s": "0x1"}

    def log(self, i):
        sender, receiver, amount, index = self.transfers[i]
        return {
            **self.place(i), "transactionHash": made("tx", self.hash, i), "logIndex": hex(index), "address": CONTRACT, "removed": False,
            "data": f"0x{amount:064x}", "topics": [TRANSFER, "0x" + "0" * 24 + sender[2:], "0x" + "0" * 24 + receiver[2:]]}

    def receipt(self, i):
        return {
            **self.place(i), "transactionHash": made("tx", self.hash, i), "from": self.transfers[i][0], "to": CONTRACT, "status": "0x1",
            "type": "0x0", "gasUsed": "0x5208", "cumulativeGasUsed": hex(21_000 * (i + 1)), "effectiveGasPrice": "0x9",
            "contractAddress": None, "logs": [self.log(i)], "logsBloom": "0x" + "ff" * 256}


class Chain:
    def __init__(self, seed=1):
        self.blocks, self.salt, self.seed, self.lock = [], 0, seed, threading.RLock()

    @property
    def head(self):
        return FIRST + len(self.blocks) - 1

    def people(self, *key):
        return "0x" + made("person", self.seed, int(made(self.seed, *key)[2:10], 16) % 50)[-40:]

    def transfers(self, count):
        number = FIRST + len(self.blocks)
        return [(self.people("from", number, i, self.salt), self.people("to", number, i, self.salt),
                 int(made("amount", number, i, self.salt)[2:18], 16)) for i in range(count)]

    def add(self, transfers=3):
        """Adds a block of that many transfers, or of the ones given."""
        with self.lock:
            parent = self.blocks[-1].hash if self.blocks else made("genesis")
            some = self.transfers(transfers) if isinstance(transfers, int) else transfers
            self.blocks.append(Block(FIRST + len(self.blocks), parent, some, self.salt))

    def grow(self, count, transfers=3):
        for _ in range(count):
            self.add(transfers)

    def reorganise(self, depth, count=None, transfers=3):
        """The last `depth` blocks leave; `count` others (one more than that by default) come."""
        with self.lock:
            self.salt += 1
            del self.blocks[-depth:]
            self.grow(depth + 1 if count is None else count, transfers)

    def at(self, number):
        return self.blocks[number - FIRST] if FIRST <= number <= self.head else None

    def of(self, hash):
        return next((block for block in reversed(self.blocks) if block.hash == hash), None)

    def truth(self):
        """(block, log index, from, to, amount) of every transfer."""
        with self.lock:
            return sorted((block.number, t[3], t[0], t[1], str(t[2])) for block in self.blocks for t in block.transfers)


class Failure(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.answer = {"code": code, "message": message}


class Node:
    """Serves a chain. Its attributes are the faults: set and unset them at any time."""

    def __init__(self, chain):
        self.chain = chain
        self.mode = None        # None, 'error', '429', '502', 'hang'
        self.behind = 0         # how many blocks it lags
        self.most_blocks = self.most_logs = None
        self.is_twice = False   # each log twice in one answer
        self.before_logs = None  # called once, before the next eth_getLogs
        self.delay = 0.0
        self.symbol, self.name = text_answer("TOK"), text_answer("Token")
        self.requests, self.unknown, self.log_ranges = 0, set(), []
        node = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                node.requests += 1
                time.sleep(node.delay)
                while node.mode == "hang":
                    time.sleep(0.1)
                if node.mode in ("429", "502"):
                    self.reply(int(node.mode), b"Bad moment")
                    return
                asked = json.loads(body)
                answers = [node.answer(one) for one in (asked if isinstance(asked, list) else [asked])]
                self.reply(200, json.dumps(answers if isinstance(asked, list) else answers[0]).encode())

            def reply(self, status, body):
                try:
                    self.send_response(status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:
                    self.close_connection = True

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            def handle_error(self, *_):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.mode = None
        self.server.shutdown()

    def answer(self, asked):
        head = {"jsonrpc": "2.0", "id": asked.get("id")}
        try:
            if self.mode == "error":
                raise Failure(-32000, "internal error: try again later")
            return {**head, "result": self.result(asked["method"], asked.get("params", []))}
        except Failure as failure:
            return {**head, "error": failure.answer}

    @property
    def head(self):
        return self.chain.head - self.behind

    def number(self, text):
        return FIRST if text == "earliest" else self.head if text in ("latest", "safe", "finalized", "pending") else int(text, 16)

    def block(self, text):
        number = self.number(text)
        return self.chain.at(number) if number <= self.head else None

    def result(self, method, params):
        with self.chain.lock:
            match method:
                case "eth_chainId":
                    return "0x1"
                case "net_version":
                    return "1"
                case "web3_clientVersion":
                    return "unproven/1"
                case "eth_syncing":
                    return False
                case "eth_blockNumber":
                    return hex(self.head)
                case "eth_gasPrice" | "eth_maxPriorityFeePerGas" | "eth_getBalance":
                    return "0x9"
                case "eth_getCode":
                    return "0x6000"
                case "eth_getBlockByNumber":
                    block = self.block(params[0])
                    return block.header(params[1]) if block else None
                case "eth_getBlockByHash":
                    block = self.chain.of(params[0])
                    return block.header(params[1]) if block else None
                case "eth_getBlockReceipts":
                    block = self.chain.of(params[0]) if len(params[0]) == 66 else self.block(params[0])
                    return [block.receipt(i) for i in range(len(block.transfers))] if block else None
                case "eth_getTransactionReceipt":
                    return next((block.receipt(i) for block in self.chain.blocks for i in range(len(block.transfers))
                                 if made("tx", block.hash, i) == params[0]), None)
                case "eth_getLogs":
                    return self.logs(params[0])
                case "eth_call":
                    question = (params[0].get("data") or params[0].get("input"))[:10]
                    return {"0x95d89b41": self.symbol, "0x06fdde03": self.name, "0x313ce567": f"0x{18:064x}",
                            "0x18160ddd": f"0x{10**24:064x}"}.get(question, "0x")
                case _:
                    self.unknown.add(method)
                    raise Failure(-32601, f"the method {method} does not exist/is not available")

    def logs(self, wish):
        hook, self.before_logs = self.before_logs, None
        if hook:
            hook()
        if "blockHash" in wish:
            block = self.chain.of(wish["blockHash"])
            if block is None:
                raise Failure(-32000, "unknown block")
            blocks = [block]
        else:
            first, last = self.number(wish.get("fromBlock", "latest")), min(self.head, self.number(wish.get("toBlock", "latest")))
            self.log_ranges.append(last - first + 1)
            if self.most_blocks and last - first + 1 > self.most_blocks:
                raise Failure(-32600, f"query exceeds max block range {self.most_blocks}")
            blocks = [self.chain.at(number) for number in range(max(FIRST, first), last + 1)]
        found = [block.log(i) for block in blocks for i in range(len(block.transfers))]
        if self.most_logs and len(found) > self.most_logs:
            raise Failure(-32005, f"query returned more than {self.most_logs} results")
        return found * 2 if self.is_twice else found
