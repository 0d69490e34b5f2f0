-- Asks for the releases of `count` mini programs: each once from `begin` on, or any of them by chance.
local count, begin, number

function init(arguments)
  count, begin, number = tonumber(arguments[1]), tonumber(arguments[2] or "-1"), 0
end

function request()
  local app = begin < 0 and math.random(0, count - 1) or (begin + number) % count
  number = number + 1
  return string.format(
    "GET /runtime/v1/apps/2021%012d/release?user=2088%012d HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", app, number
  )
end
