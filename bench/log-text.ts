/** A line as services write them: by turns JSON, coloured, and logfmt; about 130 characters. */
export function logText(index: number): string {
  const trace = Math.imul(index, 2_654_435_761) >>> 0
  const path = `/cart/${index % 997}`
  const took = index % 400
  switch (index % 3) {
    case 0:
      return JSON.stringify({
        level: index % 50 === 0 ? 'error' : 'info',
        msg: `served request ${index}`,
        path,
        ms: took,
        trace,
      })
    case 1:
      return `\x1b[32mINFO\x1b[0m GET ${path} 200 in ${took} ms user=u${index % 5000} region=eu-west-1 trace=${trace}`
    default:
      return `level=${index % 70 === 0 ? 'warning' : 'info'} msg="reconciled object" controller=cart object=shop${path} attempt=${index % 7} trace=${trace}`
  }
}
