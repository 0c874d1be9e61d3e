const levels = ['info', 'info', 'warn', 'error']

/** 2,000 lines, one per second from `start`, in the form that container runtimes write (CRI). */
export const containerLog = (start: Date): string => requestLines(start, 2000)

/** What the container before the last restart said. */
export const previousContainerLog = (start: Date): string =>
  `${requestLines(start, 50)}${line(new Date(start.getTime() + 50_000), 'stderr', 'panic: connection refused')}`

function requestLines(start: Date, count: number): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const level = levels[index % levels.length]
    const status = index % 17 === 0 ? 503 : 200
    const text = `level=${level} msg="handled request" path=/api/v1/items/${index} status=${status} ms=${index % 90}`
    return line(new Date(start.getTime() + index * 1000), level === 'error' ? 'stderr' : 'stdout', text)
  })
  return lines.join('')
}

const line = (time: Date, stream: 'stdout' | 'stderr', text: string): string =>
  `${time.toISOString().replace('Z', '000000Z')} ${stream} F ${text}\n`
