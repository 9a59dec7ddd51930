import { requestBytes } from "#lib/testing/wire.ts";

/** Requests as bytes, good manners aside, and what the API must make of them. Played to one door in bad-input.test.ts, to both in two-doors.test.ts. */

export interface WireCase {
  name: string;
  /** `key` opens a workspace; `tag` keeps one run's events apart from another's. */
  bytes(key: string, tag: string): Buffer;
  status: number;
  /** The problem's code. */
  code?: string;
  /** The field that the problem names, and the code of its fault. */
  fault?: [path: string, code: string];
  /** The answer has no body. */
  head?: boolean;
  halfClose?: boolean;
  /** Node's parser refuses it before anybody sees it; nothing to compare between doors. */
  unparsed?: boolean;
}

type Fault = NonNullable<WireCase["fault"]>;

const auth = (key: string) => `Authorization: Bearer ${key}`;
const JSON_TYPE = "Content-Type: application/json";
export const EVENTS = "/api/v1/cancellations";

/** A POST whose body is exactly the given text or bytes. */
const post = (name: string, body: string | Buffer | ((tag: string) => string), status: number, code?: string, fault?: Fault): WireCase => ({
  name: `body: ${name}`,
  bytes: (key, tag) => requestBytes("POST", EVENTS, [auth(key), JSON_TYPE], typeof body === "function" ? body(tag) : body),
  status,
  code,
  fault,
});

const event = (tag: string, rest = "") => `{"eventId":"e-${tag}","reasonKey":"other"${rest}}`;
const padded = (tag: string, bytes: number) => event(tag).padEnd(bytes, " ");
const invalid = (name: string, rest: string, path: string, code: string) => post(name, (tag) => event(tag, rest), 400, "validation_failed", [path, code]);

export const bodies: WireCase[] = [
  ...[
    "",
    " ",
    "{",
    '{"eventId":',
    "nul",
    "[1,",
    "{'eventId':'x'}",
    '{"a":1,}',
    "{}{}",
    "undefined",
    "NaN",
    '{"context":{"mrr":NaN}}',
    '{"context":{"mrr":-Infinity}}',
    '{"context":{"mrr":0x10}}',
    '{"context":{"mrr":.5}}',
    '{"context":{"mrr":+1}}',
    '{"a":"\n"}',
    "\ufeff{}",
    "eventId=x&reasonKey=other",
  ].map((body) => post(`malformed ${JSON.stringify(body)}`, body, 400, "malformed_json")),
  post("not UTF-8", Buffer.from('{"eventId":"\xff\xfe"}', "latin1"), 400, "malformed_json"),
  post("a surrogate in UTF-8", Buffer.from('{"eventId":"\xed\xa0\x80"}', "latin1"), 400, "malformed_json"),
  post("UTF-16", Buffer.from('{"eventId":"x"}', "utf16le"), 400, "malformed_json"),
  ...["null", "[]", "1", "true", '"eventId"', "[{}]", `${"[".repeat(30_000)}${"]".repeat(30_000)}`].map((body) =>
    post(`no object: ${body.slice(0, 9)}`, body, 400, "validation_failed", ["", "wrong_type"]),
  ),
  invalid("a number too large, in context", ',"context":{"mrr":1e999}', "context.mrr", "wrong_type"),
  invalid("a number too small, in context", ',"context":{"mrr":-1e999}', "context.mrr", "wrong_type"),
  invalid("a number too large, whole", ',"context":{"tenureDays":1e999}', "context.tenureDays", "wrong_type"),
  invalid("a number too large, in metadata", ',"metadata":{"a":1e999}', "metadata.a", "wrong_type"),
  invalid("NaN as text", ',"context":{"mrr":"NaN"}', "context.mrr", "wrong_type"),
  invalid("a lone surrogate", ',"userId":"\\ud800"', "userId", "lone_surrogate"),
  invalid("surrogates the wrong way round", ',"reasonText":"\\ude00\\ud83d"', "reasonText", "lone_surrogate"),
  invalid("a lone surrogate in a name", ',"metadata":{"\\ud800":1}', "metadata.\ufffd", "lone_surrogate"),
  invalid("NUL", ',"reasonText":"a\\u0000b"', "reasonText", "null_character"),
  invalid("NUL in a name", ',"metadata":{"a\\u0000":1}', "metadata.a\\0", "null_character"),
  invalid("__proto__ at the top", ',"__proto__":{"outcome":"churned"}', "__proto__", "unknown_field"),
  invalid("__proto__ in offer", ',"offer":{"__proto__":{"accepted":true}}', "offer.__proto__", "unknown_field"),
  invalid("__proto__ in context", ',"context":{"__proto__":1}', "context.__proto__", "unknown_field"),
  invalid("__proto__ in metadata", ',"metadata":{"__proto__":"x"}', "metadata.__proto__", "unknown_field"),
  invalid("constructor at the top", ',"constructor":{"prototype":{}}', "constructor", "unknown_field"),
  invalid("metadata nested deep", `,"metadata":{"a":${"[".repeat(5000)}${"]".repeat(5000)}}`, "metadata.a", "wrong_type"),
  post("a name twice: the last one counts", (tag) => `{"eventId":"x","reasonKey":"other","eventId":"twice-${tag}"}`, 201),
  post("exactly 64 KiB", (tag) => padded(`kib-${tag}`, 65_536), 201),
  post("64 KiB and one byte", (tag) => padded(tag, 65_537), 413, "payload_too_large"),
  post("1 MiB", (tag) => padded(tag, 1_048_576), 413, "payload_too_large"),
];

const typed = (name: string, headers: string[], status: number): WireCase => ({
  name: `type: ${name}`,
  bytes: (key, tag) => requestBytes("POST", EVENTS, [auth(key), ...headers], event(`${tag}-${name.replaceAll('"', "")}`)),
  status,
  code: status === 415 ? "unsupported_media_type" : undefined,
});

export const contentTypes: WireCase[] = [
  typed("missing", [], 415),
  typed("empty", ["Content-Type:"], 415),
  ...[
    "text/plain",
    "text/json",
    "application/jsonx",
    "application/json+x",
    "application/problem+json",
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded",
    "application/json; charset=latin1",
    "application/json, text/plain",
    "application/json/x",
    "json",
  ].map((type) => typed(type, [`Content-Type: ${type}`], 415)),
  typed("twice, the same", [JSON_TYPE, JSON_TYPE], 415),
  typed("twice, different", [JSON_TYPE, "Content-Type: text/plain"], 415),
  typed("gzip", [JSON_TYPE, "Content-Encoding: gzip"], 415),
  typed("deflate after identity", [JSON_TYPE, "Content-Encoding: identity", "Content-Encoding: deflate"], 415),
  ...["Application/JSON", "application/json;charset=UTF-8", 'application/json ; charset="utf-8"'].map((type) =>
    typed(`accepted ${type}`, [`Content-Type: ${type}`], 201),
  ),
  typed("identity", [JSON_TYPE, "Content-Encoding: identity"], 201),
];

const target = (method: string, path: string, status: number, code?: string, fault?: Fault): WireCase => ({
  name: `path: ${method} ${path.length > 60 ? `${path.slice(0, 50)}… (${path.length})` : path}`,
  bytes: (key) => (method === "PATCH" ? requestBytes(method, path, [auth(key), JSON_TYPE], '{"outcome":"churned"}') : requestBytes(method, path, [auth(key)])),
  status,
  code,
  fault,
});
const badEvent = (id: string, code: string) => ["PATCH", "GET"].map((method) => target(method, `${EVENTS}/${id}`, 400, "validation_failed", ["eventId", code]));
const noEvent = (id: string) => ["PATCH", "GET"].map((method) => target(method, `${EVENTS}/${id}`, 404, "not_found"));

export const paths: WireCase[] = [
  ...["%", "%2", "%zz", "a%", "%ff", "%C0%80", "%ED%A0%80", "%E0%A4%A", "%F8%80%80%80%80"].flatMap((id) => badEvent(id, "percent_encoding")),
  ...["%00", "a%00b"].flatMap((id) => badEvent(id, "null_character")),
  ...["%0A", "%7F", "%C2%85"].flatMap((id) => badEvent(id, "control_character")),
  ...[".", "..", "%2e", "%2E%2e", ".%2E"].flatMap((id) => badEvent(id, "not_allowed")),
  ...["e".repeat(256), "%F0%9F%A6%8A".repeat(256)].flatMap((id) => badEvent(id, "too_long")),
  ...["a/b", "a/", "a//", "/", "../reasons", "a/../b"].flatMap(noEvent),
  ...[
    "a%2Fb",
    "a%2fb",
    "a%20b",
    "a+b",
    "a%5Cb",
    "%25",
    "%252F",
    "%F0%9F%A6%8A",
    "...",
    ";x",
    "a,b",
    "e".repeat(255),
    "%F0%9F%A6%8A".repeat(255),
    "%2E%2E%2F",
    "%3Fx",
    "%23",
  ].flatMap(noEvent),
  ...[
    "/api/v1",
    "/api/v1/",
    "/api/v1/nothing",
    "/api/v1/cancellations/",
    "/api/v1/reasons/",
    "/api/v1//reasons",
    "/api/v1/./reasons",
    "/api/v1/x/../reasons",
    "/api/v1/%2e/reasons",
    "/api/v1/%72easons",
    "/api/v1/Reasons",
    "/api/v1/reasons;v=1",
    "/api/v1/reasons%2F",
    "/api/v1/openapi.json/",
    "/api/v1/openapi%2ejson",
    "//api/v1/reasons",
    "/api//v1/reasons",
    "/./api/v1/reasons",
    "/x/../api/v1/reasons",
    "/api/v1\\reasons",
  ].map((path) => target("GET", path, 404, "not_found")),
  target("GET", "/api/v1/reasons?", 200),
  target("GET", "/api/v1/reasons?%ff=1", 400, "validation_failed", ["\ufffd", "unknown_field"]),
  target("GET", "/api/v1/reasons?__proto__=1", 400, "validation_failed", ["__proto__", "unknown_field"]),
  ...["_rsc", "__nextLocale", "__nextDataReq", "nxtPeventId", "nxtIeventId", "amp", "x-invoke", "page"].map((name) =>
    target("GET", `${EVENTS}?${name}=1`, 400, "validation_failed", [name, "unknown_field"]),
  ),
  target("GET", `${EVENTS}/x?nxtPeventId=y`, 400, "validation_failed", ["nxtPeventId", "unknown_field"]),
  target("GET", `${EVENTS}?%70lan=a&plan=b`, 400, "validation_failed", ["plan", "duplicate"]),
  target("GET", `${EVENTS}?plan`, 200),
  target("GET", `${EVENTS}?&&plan=a&`, 200),
  target("GET", `${EVENTS}?plan=a=b%26c;d&reasonKey=%20+x`, 200),
  target("GET", `${EVENTS}?=1`, 400, "validation_failed", ["", "unknown_field"]),
  target("GET", `${EVENTS}?__proto__=1`, 400, "validation_failed", ["__proto__", "unknown_field"]),
  target("GET", `${EVENTS}?plan=%00`, 400, "validation_failed", ["plan", "null_character"]),
  target("GET", `${EVENTS}?plan=%ff%fe`, 200),
  target("GET", `${EVENTS}?from=2026-01-01T00:00:00%2B01:00`, 200),
  target("GET", `${EVENTS}?from=2026-01-01T00:00:00+01:00`, 400, "validation_failed", ["from", "format"]),
];

const keys = (name: string, headers: (key: string) => string[], status: number): WireCase => ({
  name: `key: ${name}`,
  bytes: (key) => requestBytes("GET", "/api/v1/reasons", headers(key)),
  status,
  code: status === 401 ? "unauthenticated" : undefined,
});

export const credentials: WireCase[] = [
  keys("none", () => [], 401),
  keys("both, equal", (key) => [auth(key), `X-Api-Key: ${key}`], 200),
  keys("both, different", (key) => [auth(key), "X-Api-Key: rbk_other"], 401),
  keys("both, different the other way round", (key) => ["Authorization: Bearer rbk_other", `X-Api-Key: ${key}`], 401),
  keys("both, one of them empty", (key) => [auth(key), "X-Api-Key:"], 401),
  keys("Authorization twice, the same", (key) => [auth(key), auth(key)], 401),
  keys("Authorization twice, different", (key) => [auth(key), "Authorization: Bearer rbk_other"], 401),
  keys("x-api-key twice", (key) => [`X-Api-Key: ${key}`, `X-Api-Key: ${key}`], 401),
  keys("two in one", (key) => [`Authorization: Bearer ${key}, Bearer ${key}`], 401),
  keys("Basic", (key) => [`Authorization: Basic ${Buffer.from(`${key}:`).toString("base64")}`], 401),
  keys("no scheme", (key) => [`Authorization: ${key}`], 401),
  keys("a scheme alone", () => ["Authorization: Bearer"], 401),
  keys("empty headers", () => ["Authorization:", "X-Api-Key:"], 401),
  keys("with more behind it", (key) => [`Authorization: Bearer ${key} x`], 401),
  keys("in the wrong case", (key) => [auth(key.toUpperCase())], 401),
  keys("of bytes that are no text", () => ["Authorization: Bearer \u00ff\u0080"], 401),
  keys("of SQL", () => ["X-Api-Key: rbk_' or 1=1 --"], 401),
  keys("in the scheme's other case", (key) => [`authorization: BEARER ${key}`], 200),
];
