-- The same page again and again.
function init()
  request_text = "GET " .. os.getenv("BENCH_PATH") .. " HTTP/1.1\r\nHost: bench\r\nAccept-Language: en\r\n\r\n"
end

function request()
  return request_text
end

dofile(os.getenv("BENCH_DONE"))
