/** A flag's default says its kind: a number is a whole number from 0, text is text. */
export type Defaults = Readonly<Record<string, number | string | undefined>>

/** Flags and the people of repeated ones come as text; throws a sentence that says what is wrong. */
export class FlagError extends Error {}

/** Reads `--name value` and `--name=value`; undefined stands for a whole number that may be left out. */
export function parseFlags<D extends Defaults>(args: readonly string[], defaults: D): D {
  const values: Record<string, number | string | undefined> = { ...defaults }
  const rest = args.flatMap((arg) => (arg.startsWith('--') && arg.includes('=') ? splitOnce(arg) : [arg]))
  for (let at = 0; at < rest.length; at += 2) {
    const flag = rest[at] ?? ''
    const name = flag.slice(2)
    const known = Object.keys(defaults).map((each) => `--${each}`)
    if (!known.includes(flag)) throw new FlagError(`There is no flag ${flag}: use ${known.join(', ')}.`)
    const value = rest[at + 1]
    if (value === undefined) throw new FlagError(`${flag} needs a value.`)
    values[name] = typeof defaults[name] === 'string' ? value : parseCount(flag, value)
  }
  // Every value was read as its default's kind.
  return values as D
}

function splitOnce(arg: string): readonly string[] {
  const at = arg.indexOf('=')
  return [arg.slice(0, at), arg.slice(at + 1)]
}

function parseCount(flag: string, value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value)
  throw new FlagError(`${flag} must be a whole number from 0, not "${value}".`)
}

/** Throws unless the number can be a TCP port; 0 asks for any free one. */
export function checkPort(port: number): void {
  if (port > 65535) throw new FlagError(`--port must be from 0 to 65535, not ${port}.`)
}
