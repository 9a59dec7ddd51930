import { requestBytes } from "#lib/testing/wire.ts";
import { EVENTS, type WireCase } from "./bad-requests.ts";

/** What goes wrong below JSON: methods, request lines, Host, framing. */

const auth = (key: string) => `Authorization: Bearer ${key}`;
const REASONS = "/api/v1/reasons";

const method = (name: string, path: string, status: number, code?: string, more: Partial<WireCase> = {}): WireCase => ({
  name: `method: ${name} ${path}`,
  bytes: (key) => requestBytes(name, path, [auth(key)]),
  status,
  code,
  ...more,
});

export const methods: WireCase[] = [
  ...["PROPFIND", "TRACE", "PUT", "DELETE", "OPTIONS", "SEARCH", "QUERY", "PURGE", "MKCOL"].map((name) => method(name, EVENTS, 405, "method_not_allowed")),
  method("PATCH", EVENTS, 405, "method_not_allowed"),
  method("POST", `${EVENTS}/x`, 405, "method_not_allowed"),
  method("POST", REASONS, 405, "method_not_allowed"),
  method("OPTIONS", "/api/v1/openapi.json", 405, "method_not_allowed"),
  method("PROPFIND", "/api/v1/nothing", 404, "not_found"),
  method("HEAD", REASONS, 200, undefined, { head: true }),
  method("HEAD", `${EVENTS}/missing`, 404, undefined, { head: true }),
  method("HEAD", "/api/v1/openapi.json", 200, undefined, { head: true }),
  method("OPTIONS", "*", 404, "not_found"),
  ...["FOO", "get", "G@T", "BREW"].map((name) => method(name, REASONS, 400, "bad_request", { unparsed: true })),
  method("CONNECT", "example.com:443", 400, "bad_request", { unparsed: true }),
];

const line = (name: string, bytes: string | ((key: string, tag: string) => string), status: number, code?: string, more: Partial<WireCase> = {}): WireCase => ({
  name: `line: ${name}`,
  bytes: (key, tag) => Buffer.from(typeof bytes === "string" ? bytes : bytes(key, tag), "latin1"),
  status,
  code,
  ...more,
});
const unparsed = { unparsed: true };
const get = (path: string, host: string) => (key: string) => `GET ${path} HTTP/1.1\r\n${host}${auth(key)}\r\n\r\n`;

export const lines: WireCase[] = [
  line("absolute form", get(`http://127.0.0.1${REASONS}`, "Host: 127.0.0.1\r\n"), 200),
  line("absolute form of another host", get(`http://example.com${REASONS}?a=1`, "Host: 127.0.0.1\r\n"), 400, "validation_failed", {
    fault: ["a", "unknown_field"],
  }),
  line("absolute form of a path that is not there", get("http://127.0.0.1/api/v1", "Host: 127.0.0.1\r\n"), 404, "not_found"),
  line("absolute form of another scheme", get(`ftp://127.0.0.1${REASONS}`, "Host: 127.0.0.1\r\n"), 400, "bad_request", unparsed),
  line("no Host", get(REASONS, ""), 400, "bad_request"),
  line("two Hosts", get(REASONS, "Host: a\r\nHost: b\r\n"), 400, "bad_request"),
  ...["a b", "[", "a/b", "a?b", "user@a", "a:b:c", "\u00ff", "a,b"].map((host) => line(`Host ${host}`, get(REASONS, `Host: ${host}\r\n`), 400, "bad_request")),
  line("Host empty", get(REASONS, "Host:\r\n"), 200),
  line("Host with a port", get(REASONS, "Host: [::1]:8080\r\n"), 200),
  line("HTTP/1.0", (key) => `GET ${REASONS} HTTP/1.0\r\n${auth(key)}\r\n\r\n`, 200),
  line("HTTP/0.9", `GET ${REASONS}\r\n\r\n`, 400, "bad_request", unparsed),
  line("HTTP/3.0", `GET ${REASONS} HTTP/3.0\r\nHost: a\r\n\r\n`, 400, "bad_request", unparsed),
  line("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, "bad_request", unparsed),
  line("TLS hello", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400, "bad_request", unparsed),
  line("a space in the path", get("/api/v1/cancellations/a b", "Host: a\r\n"), 400, "bad_request", unparsed),
  line("a path without its slash", get("api/v1/reasons", "Host: a\r\n"), 400, "bad_request", unparsed),
  line("a header without a colon", `GET ${REASONS} HTTP/1.1\r\nHost: a\r\nnonsense\r\n\r\n`, 400, "bad_request", unparsed),
  line("NUL in a header", `GET ${REASONS} HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n`, 400, "bad_request", unparsed),
  line("a header of 20 kB", `GET ${REASONS} HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(20_000)}\r\n\r\n`, 400, "bad_request", unparsed),
  line("a path of 20 kB", get(`/api/v1/${"x".repeat(20_000)}`, "Host: a\r\n"), 400, "bad_request", unparsed),
  line(
    "a raw emoji in the path",
    (key) => `GET ${EVENTS}/${Buffer.from("🦊").toString("latin1")} HTTP/1.1\r\nHost: a\r\n${auth(key)}\r\n\r\n`,
    400,
    "bad_request",
    unparsed,
  ),
  line("raw bytes that are no text in the path", get(`${EVENTS}/\xff`, "Host: a\r\n"), 400, "bad_request", unparsed),
  line("a fragment in the path", get(`${REASONS}#a`, "Host: a\r\n"), 404, "not_found"),
];

const JSON_TYPE = "Content-Type: application/json";
const event = (tag: string, name: string) => `{"eventId":"${name}-${tag}","reasonKey":"other"}`;
const framed = (name: string, headers: string[], body: (tag: string) => string, status: number, code?: string, more: Partial<WireCase> = {}): WireCase => ({
  name: `framing: ${name}`,
  bytes: (key, tag) => requestBytes("POST", EVENTS, [auth(key), JSON_TYPE, ...headers], body(tag)),
  status,
  code,
  ...more,
});
const CHUNKED = "Transfer-Encoding: chunked";
const chunks = (text: string) => `${[...text].map((char) => `1\r\n${char}\r\n`).join("")}0\r\n\r\n`;

export const framing: WireCase[] = [
  framed("chunked, one byte a chunk", [CHUNKED], (tag) => chunks(event(tag, "chunks")), 201),
  framed("chunked with a trailer", [CHUNKED], (tag) => `${chunks(event(tag, "trailer")).slice(0, -2)}X-Api-Key: other\r\n\r\n`, 201),
  framed("chunked, over 64 KiB", [CHUNKED], () => `${"4000\r\n".concat("x".repeat(16_384), "\r\n").repeat(5)}0\r\n\r\n`, 413, "payload_too_large"),
  framed("chunked with a wrong size", [CHUNKED], () => "zz\r\n{}\r\n0\r\n\r\n", 400, "bad_request", unparsed),
  framed("an unknown coding", ["Transfer-Encoding: gzip, chunked"], () => chunks("nonsense"), 400, "malformed_json", unparsed),
  framed("chunked and a length", [CHUNKED, "Content-Length: 5"], () => chunks("{}"), 400, "bad_request", unparsed),
  framed("two lengths", ["Content-Length: 2", "Content-Length: 3"], () => "{}", 400, "bad_request", unparsed),
  framed("a negative length", ["Content-Length: -1"], () => "{}", 400, "bad_request", unparsed),
  framed("a length in letters", ["Content-Length: two"], () => "{}", 400, "bad_request", unparsed),
  framed("an honest length of nothing", ["Content-Length: 0"], () => "", 400, "malformed_json"),
  framed("Expect: 100-continue", ["Expect: 100-continue"], (tag) => event(tag, "expect"), 201),
  framed("Expect of something else", ["Expect: a-miracle"], (tag) => event(tag, "miracle"), 201),
  framed("an offer of HTTP/2", ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAEAAEAA"], (tag) => event(tag, "h2c"), 201),
  framed("an upgrade to something else", ["Connection: Upgrade", "Upgrade: websocket"], (tag) => event(tag, "upgrade"), 201),
  framed("a body that ends too early", ["Content-Length: 500"], (tag) => event(tag, "early"), 400, "bad_request", { halfClose: true, unparsed: true }),
  {
    name: "framing: a body on GET",
    bytes: (key) => requestBytes("GET", REASONS, [auth(key), JSON_TYPE], '{"a":1}'),
    status: 200,
  },
  {
    name: "framing: a body of 1 MiB on GET",
    bytes: (key) => requestBytes("GET", REASONS, [auth(key)], "x".repeat(1_048_576)),
    status: 200,
  },
];

/** Headers that mean something to a framework, a cache or a proxy, and nothing to us. */
const foreignHeaders = [
  "RSC: 1",
  "Next-Action: abc",
  "Next-Router-Prefetch: 1",
  "Next-Url: /dashboard",
  "X-Nextjs-Data: 1",
  "X-Matched-Path: /api/v1/reasons",
  "X-Invoke-Path: /x",
  "X-Middleware-Subrequest: middleware",
  "X-Middleware-Rewrite: /x",
  "X-Prerender-Revalidate: 1",
  "X-Http-Method-Override: DELETE",
  "X-Forwarded-Host: evil.example",
  "X-Forwarded-Proto: https",
  "X-Forwarded-For: 203.0.113.1",
  "Forwarded: for=203.0.113.1",
  "X-Original-Url: /api/v1/reasons",
  "X-Request-Id: mine",
  "Range: bytes=0-1",
  "If-None-Match: *",
  "If-Modified-Since: Mon, 23 Nov 2026 00:00:00 GMT",
  "Accept: text/html",
  "Accept-Encoding: gzip, br",
  "Origin: https://evil.example",
  "Cookie: a=b",
  "TE: trailers",
];

export const ignored: WireCase[] = foreignHeaders.flatMap((header, n) => [
  framed(`ignored ${header}`, [header], (tag) => event(tag, `ignored-${n}`), 201),
  { name: `GET with ignored ${header}`, bytes: (key: string) => requestBytes("GET", REASONS, [auth(key), header]), status: 200 },
]);
