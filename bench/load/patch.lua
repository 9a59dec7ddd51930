-- One PATCH per request on one of BENCH_EVENTS stored events, each with a time of its own, so that none is a repeat.
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init()
  math.randomseed(tonumber(os.getenv("BENCH_SEED")) + number * 7919)
  events = tonumber(os.getenv("BENCH_EVENTS"))
  sent = number * 100000000
  tail = " HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer " .. os.getenv("BENCH_KEY")
    .. "\r\nContent-Type: application/json\r\nContent-Length: 62\r\n\r\n"
  random, format = math.random, string.format
end

function request()
  sent = sent + 1
  -- 2010-01-01 and on: every millisecond is used once.
  local seconds = math.floor(sent / 1000)
  local at = os.date("!%Y-%m-%dT%H:%M:%S", 1262304000 + seconds) .. format(".%03dZ", sent % 1000)
  return format("PATCH /api/v1/cancellations/stored_%09d", random(1, events)) .. tail
    .. '{"outcome":"churned","effectiveAt":"' .. at .. '"}'
end

dofile(os.getenv("BENCH_DONE"))
