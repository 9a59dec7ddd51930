-- One POST per request, each with an event id that nobody has used: random, so that it lands anywhere in the index.
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init()
  math.randomseed(tonumber(os.getenv("BENCH_SEED")) + number * 7919)
  local template = os.getenv("BENCH_BODY")
  local at = template:find("EVENT_ID", 1, true)
  local body_length = #template - #"EVENT_ID" + 20
  head = "POST " .. os.getenv("BENCH_PATH") .. " HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer " .. os.getenv("BENCH_KEY")
    .. "\r\nContent-Type: application/json\r\nContent-Length: " .. body_length .. "\r\n\r\n" .. template:sub(1, at - 1)
  tail = template:sub(at + #"EVENT_ID")
  random, format = math.random, string.format
end

function request()
  return head .. format("evt_%08x%08x", random(0, 0xffffffff), random(0, 0xffffffff)) .. tail
end

dofile(os.getenv("BENCH_DONE"))
