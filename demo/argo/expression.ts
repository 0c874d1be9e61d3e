/** A condition of a metric can't be read or has no answer for this result; the message is what a measurement shows. */
export class ExpressionError extends Error {}

interface Scope {
  readonly result: unknown
  /** The item that `{# > 1}` looks at. */
  readonly item?: unknown
}

type Node = (scope: Scope) => unknown

/** Evaluates what analysis templates commonly ask of `result` in the language of expr-lang/expr. */
export function evaluate(condition: string, result: unknown): boolean {
  const value = parse(condition)({ result })
  if (typeof value !== 'boolean') throw new ExpressionError(`expected bool, but got ${goType(value)}`)
  return value
}

const goType = (value: unknown) =>
  typeof value === 'number' ? 'float64' : Array.isArray(value) ? '[]float64' : value === null ? '<nil>' : typeof value

const token =
  /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([A-Za-z_]\w*)|(&&|\|\||[<>=!]=|[-+*/%()[\]{},.<>!#?:]))/y

function tokenize(text: string): readonly string[] {
  const tokens: string[] = []
  token.lastIndex = 0
  const whole = text.trimEnd()
  while (token.lastIndex < whole.length) {
    const at = token.lastIndex
    const found = token.exec(whole)
    if (found === null) throw new ExpressionError(`unexpected token at position ${at} of "${text}"`)
    tokens.push(found[0].trim())
  }
  return tokens
}

const parsed = new Map<string, Node>()

function parse(text: string): Node {
  const known = parsed.get(text)
  if (known !== undefined) return known
  const reader = new Reader(tokenize(text))
  const node = reader.disjunction()
  reader.end()
  parsed.set(text, node)
  return node
}

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}

class Reader {
  readonly #tokens: readonly string[]
  #at = 0

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens
  }

  end(): void {
    const left = this.#tokens[this.#at]
    if (left !== undefined) throw new ExpressionError(`unexpected token "${left}"`)
  }

  disjunction(): Node {
    let left = this.#conjunction()
    while (this.#take('||') || this.#take('or')) {
      const before = left
      const right = this.#conjunction()
      left = (scope) => truth(before(scope)) || truth(right(scope))
    }
    return left
  }

  #conjunction(): Node {
    let left = this.#negation()
    while (this.#take('&&') || this.#take('and')) {
      const before = left
      const right = this.#negation()
      left = (scope) => truth(before(scope)) && truth(right(scope))
    }
    return left
  }

  #negation(): Node {
    if (!this.#take('!') && !this.#take('not')) return this.#comparison()
    const inner = this.#negation()
    return (scope) => !truth(inner(scope))
  }

  #comparison(): Node {
    const left = this.#sum()
    const operator = this.#tokens[this.#at] ?? ''
    const compare = comparisons[operator]
    if (compare === undefined && operator !== '==' && operator !== '!=') return left
    this.#at++
    const right = this.#sum()
    if (compare !== undefined) return (scope) => compare(number(left(scope)), number(right(scope)))
    return (scope) => (left(scope) === right(scope)) === (operator === '==')
  }

  #sum(): Node {
    let left = this.#product()
    for (let sign = this.#sign('+', '-'); sign !== undefined; sign = this.#sign('+', '-')) {
      const before = left
      const right = this.#product()
      const direction = sign === '+' ? 1 : -1
      left = (scope) => number(before(scope)) + direction * number(right(scope))
    }
    return left
  }

  #product(): Node {
    let left = this.#signed()
    for (let sign = this.#sign('*', '/', '%'); sign !== undefined; sign = this.#sign('*', '/', '%')) {
      const before = left
      const operator = sign
      const right = this.#signed()
      left = (scope) => {
        const [a, b] = [number(before(scope)), number(right(scope))]
        return operator === '*' ? a * b : operator === '/' ? a / b : a % b
      }
    }
    return left
  }

  #signed(): Node {
    if (!this.#take('-')) return this.#member()
    const inner = this.#member()
    return (scope) => -number(inner(scope))
  }

  #member(): Node {
    let node = this.#primary()
    for (;;) {
      const of = node
      if (this.#take('[')) {
        const index = this.disjunction()
        this.#expect(']')
        node = (scope) => item(of(scope), index(scope))
      } else if (this.#take('.')) {
        const name = this.#tokens[this.#at++] ?? ''
        node = (scope) => item(of(scope), name)
      } else return node
    }
  }

  #primary(): Node {
    const text = this.#tokens[this.#at++]
    if (text === undefined) throw new ExpressionError('unexpected end of expression')
    if (text === '(') {
      const inner = this.disjunction()
      this.#expect(')')
      return inner
    }
    if (text === '#') return ({ item: one }) => one
    if (/^\d/.test(text)) return () => Number(text)
    if (/^["']/.test(text)) return () => text.slice(1, -1)
    if (text === 'true' || text === 'false') return () => text === 'true'
    if (text === 'nil') return () => null
    if (text === 'result') return ({ result }) => result
    if (!this.#take('(')) throw new ExpressionError(`unknown name ${text}`)
    return call(text, this.#parameters())
  }

  #parameters(): readonly Node[] {
    const nodes: Node[] = []
    while (!this.#take(')')) {
      const isClosure = this.#take('{')
      nodes.push(this.disjunction())
      if (isClosure) this.#expect('}')
      if (!this.#take(',') && this.#tokens[this.#at] !== ')') this.#expect(')')
    }
    return nodes
  }

  #sign(...signs: readonly string[]): string | undefined {
    const next = this.#tokens[this.#at]
    if (next === undefined || !signs.includes(next)) return undefined
    this.#at++
    return next
  }

  #take(text: string): boolean {
    if (this.#tokens[this.#at] !== text) return false
    this.#at++
    return true
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw new ExpressionError(`unexpected token "${this.#tokens[this.#at] ?? 'EOF'}"`)
  }
}

function call(name: string, [first = () => null, second = () => null]: readonly Node[]): Node {
  const items = (scope: Scope) => list(first(scope)).map((one) => truth(second({ ...scope, item: one })))
  switch (name) {
    case 'len':
      return (scope) => list(first(scope)).length
    case 'asInt':
      return (scope) => Math.trunc(number(first(scope)))
    case 'asFloat':
      return (scope) => number(first(scope))
    case 'isNaN':
      return (scope) => Number.isNaN(number(first(scope)))
    case 'isInf':
      return (scope) => Math.abs(number(first(scope))) === Number.POSITIVE_INFINITY
    case 'isNil':
      return (scope) => (first(scope) ?? null) === null
    case 'default':
      return (scope) => {
        const value = first(scope)
        return value === null || value === undefined || Number.isNaN(value) ? second(scope) : value
      }
    case 'all':
      return (scope) => items(scope).every(Boolean)
    case 'any':
      return (scope) => items(scope).some(Boolean)
    case 'none':
      return (scope) => !items(scope).some(Boolean)
    default:
      throw new ExpressionError(`unknown name ${name}`)
  }
}

function truth(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  throw new ExpressionError(`interface conversion: interface {} is ${goType(value)}, not bool`)
}

function number(value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))) return Number(value)
  throw new ExpressionError(`invalid operation: ${goType(value)} is not a number`)
}

function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new ExpressionError(`invalid argument for len (type ${goType(value)})`)
}

function item(of: unknown, index: unknown): unknown {
  if (Array.isArray(of)) {
    const at = number(index)
    const whole = at < 0 ? of.length + at : at
    if (whole < 0 || whole >= of.length)
      throw new ExpressionError(`index out of range: ${at} (array length is ${of.length})`)
    return of[whole]
  }
  if (typeof of === 'object' && of !== null) return Object.entries(of).find(([key]) => key === index)?.[1] ?? null
  throw new ExpressionError(`cannot fetch ${String(index)} from ${goType(of)}`)
}
