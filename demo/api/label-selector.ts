import type { TextMap } from '@/demo/store/objects'
import { badRequest } from './status'
import { keyProblems, valueProblems } from './writes/names'

type Requirement = (labels: TextMap) => boolean

/** `a=b,c!=d,e in (f,g),h notin (i),j,!k,l>5`; throws the API's 400 in the words of k8s.io/apimachinery pkg/labels. */
export function parseLabelSelector(text: string): (labels: TextMap) => boolean {
  const reader = createReader(text)
  const requirements: Requirement[] = []
  while (reader.peek() !== '') {
    const token = reader.peek()
    if (!isIdentifier(token) && token !== '!')
      throw badRequest(`found '${token}', expected: !, identifier, or 'end of string'`)
    requirements.push(readRequirement(reader))
    const separator = reader.next()
    if (separator === '') break
    if (separator !== ',') throw badRequest(`found '${separator}', expected: ',' or 'end of string'`)
    const after = reader.peek()
    if (!isIdentifier(after) && after !== '!') throw badRequest(`found '${after}', expected: identifier after ','`)
  }
  return (labels) => requirements.every((matches) => matches(labels))
}

interface Reader {
  peek(): string
  next(): string
}

const isIdentifier = (token: string) => token !== '' && !/^[!=(),<>]/.test(token)

/** Tokens of a selector; '' is its end. */
function createReader(text: string): Reader {
  const tokens = text.match(/==|!=|[!=(),<>]|[^\s!=(),<>]+/g) ?? []
  let at = 0
  return { peek: () => tokens[at] ?? '', next: () => tokens[at++] ?? '' }
}

const unreadable = (why: string) => badRequest(`unable to parse requirement: ${why}`)

function readRequirement(reader: Reader): Requirement {
  const isNegated = reader.peek() === '!'
  if (isNegated) reader.next()
  const key = reader.next()
  if (!isIdentifier(key)) throw unreadable(`found '${key}', expected: identifier`)
  const [problem] = keyProblems(key)
  if (problem !== undefined) throw unreadable(`<nil>: Invalid value: ${JSON.stringify(key)}: ${problem}`)
  if (isNegated) return (labels) => labels[key] === undefined
  if (['', ','].includes(reader.peek())) return (labels) => labels[key] !== undefined
  return readComparison(reader, key)
}

function readComparison(reader: Reader, key: string): Requirement {
  const operator = reader.next()
  switch (operator) {
    case 'in':
    case 'notin': {
      const values = readValues(reader, key)
      return (labels) => values.includes(labels[key] ?? '\0') === (operator === 'in')
    }
    case '=':
    case '==':
    case '!=': {
      const value = readValue(reader, key)
      return (labels) => (labels[key] === value) === (operator !== '!=')
    }
    case '<':
    case '>':
      return readBound(reader, key, operator)
    default:
      throw unreadable(`found '${operator}', expected: in, notin, =, ==, !=, gt, lt`)
  }
}

function readBound(reader: Reader, key: string, operator: '<' | '>'): Requirement {
  const text = readValue(reader, key)
  if (!/^-?\d+$/.test(text)) {
    const why = "for 'Gt', 'Lt' operators, the value must be an integer"
    throw unreadable(`values[0]: Invalid value: ${JSON.stringify(text)}: ${why}`)
  }
  return (labels) => {
    const value = labels[key]
    if (value === undefined || !/^-?\d+$/.test(value)) return false
    return operator === '>' ? Number(value) > Number(text) : Number(value) < Number(text)
  }
}

function readValue(reader: Reader, key: string): string {
  if (['', ','].includes(reader.peek())) return ''
  const value = reader.next()
  if (!isIdentifier(value)) throw unreadable(`found '${value}', expected: identifier`)
  return checkValue(value, key, 0)
}

function checkValue(value: string, key: string, at: number): string {
  const [problem] = valueProblems(value)
  if (problem === undefined) return value
  throw unreadable(`values[${at}][${key}]: Invalid value: ${JSON.stringify(value)}: ${problem}`)
}

function readValues(reader: Reader, key: string): readonly string[] {
  const open = reader.next()
  if (open !== '(') throw unreadable(`found '${open}' expected: '('`)
  const values: string[] = []
  for (;;) {
    const token = reader.next()
    if (token === ')') return values.length === 0 ? [''] : values
    if (token === ',') values.push('')
    else if (isIdentifier(token)) {
      values.push(checkValue(token, key, values.length))
      const after = reader.next()
      if (after === ')') return values
      if (after !== ',') throw unreadable(`found '${after}', expected: ',' or ')'`)
    } else throw unreadable(`found '${token}', expected: ',', ')' or identifier`)
  }
}
