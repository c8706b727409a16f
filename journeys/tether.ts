// Loaded before server/main.ts: whoever started it holds the other end of its standard input, and when that end is gone, so is the hub.
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'))
process.stdin.on('error', () => process.kill(process.pid, 'SIGTERM'))
process.stdin.resume()
