-- Posts batches of 100 events, each with the receipt of another user and from another address. The first argument is a file with a
-- receipt a line, the second the path. Says in the end how many were refused by a sender's budget (429), and because the
-- writer was behind (503).
local receipts, path, body, number = {}, nil, nil, 0

local line = '{"kind":"launch","ok":true,"total_ms":1240,"download_ms":0,"prepare_ms":310,"script_ms":420,"render_ms":510,'
  .. '"present":true,"device":"HUAWEI P60","system":"Android 14","base_library":"2.8.0"}\n'
local view = '{"kind":"page_view","page":"pages/index/index","stay_ms":5200}\n'
local call = '{"kind":"http","url":"https://api.example.com/shops","method":"GET","status":200,"duration_ms":340}\n'

function init(arguments)
  for receipt in io.lines(arguments[1]) do receipts[#receipts + 1] = receipt end
  path = arguments[2]
  -- Of a hundred: ten starts, half pages, the rest requests.
  body = line:rep(10) .. view:rep(50) .. call:rep(40)
  number = math.random(0, #receipts - 1)
end

function request()
  number = (number + 1) % #receipts
  return wrk.format("POST", path, {
    ["steward-receipt"] = receipts[number + 1],
    ["x-forwarded-for"] = string.format("10.%d.%d.%d", math.random(0, 255), math.random(0, 255), math.random(1, 254)),
    ["content-type"] = "application/x-ndjson",
  }, body)
end

-- Global, so that `done` can read them from the thread.
limited, behind = 0, 0

function response(status)
  if status == 429 then limited = limited + 1 end
  if status == 503 then behind = behind + 1 end
end

local threads = {}

function setup(thread) threads[#threads + 1] = thread end

function done()
  local sums = { limited = 0, behind = 0 }
  for _, thread in ipairs(threads) do
    for name in pairs(sums) do sums[name] = sums[name] + thread:get(name) end
  end
  print(string.format("refused: %d by budget, %d because the writer is behind", sums.limited, sums.behind))
end
