/** Says one thing that is done; a line on standard output unless the caller of `openCluster` gives another. */
export type Progress = (line: string) => void

export function createProgress(): Progress {
  const start = performance.now()
  return (line) => {
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    process.stdout.write(`${seconds.padStart(7)} s  ${line}\n`)
  }
}
