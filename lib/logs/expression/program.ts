import type { CharacterTest } from './characters'
import { ExpressionError } from './cursor'
import type { Assertion, Node } from './parse'

/** A step of a search; others are named by their place in the program. */
export type Instruction =
  | { readonly op: 'character'; readonly test: CharacterTest }
  | { readonly op: 'assertion'; readonly kind: Assertion; readonly next: number }
  | { readonly op: 'split'; readonly next: readonly number[] }
  | { readonly op: 'found' }

/** After a character comes the instruction behind it; the first is at 0. */
export type Program = readonly Instruction[]

/** Each character of a line may cost so many steps. */
const mostInstructions = 500

/** Thompson's construction. Throws ExpressionError when the expression is too large. */
export function compileExpression(node: Node): Program {
  const writer = createWriter()
  emit(writer, node)
  writer.add({ op: 'found' })
  return writer.program
}

/** Writes a program from its beginning; a hole is where it will split, once it is known whereto. */
interface Writer {
  readonly program: readonly Instruction[]
  add(instruction: Instruction): void
  hole(): number
  split(hole: number, ...next: readonly number[]): void
}

function createWriter(): Writer {
  const program: Instruction[] = []
  const add = (instruction: Instruction) => {
    if (program.length >= mostInstructions) throw new ExpressionError('It is too large')
    return program.push(instruction) - 1
  }
  return {
    program,
    add: (instruction) => void add(instruction),
    hole: () => add({ op: 'split', next: [] }),
    split(hole, ...next) {
      program[hole] = { op: 'split', next }
    },
  }
}

function emit(writer: Writer, node: Node): void {
  switch (node.type) {
    case 'character':
      return writer.add({ op: 'character', test: node.test })
    case 'assertion':
      return writer.add({ op: 'assertion', kind: node.kind, next: writer.program.length + 1 })
    case 'sequence':
      for (const part of node.parts) emit(writer, part)
      return
    case 'choice':
      return emitChoice(writer, node.parts)
    case 'repeat':
      for (let time = 0; time < node.least; time++) emit(writer, node.part)
      if (node.most === Number.POSITIVE_INFINITY) return emitLoop(writer, node.part)
      return emitOptional(writer, node.part, node.most - node.least)
  }
}

function emitChoice(writer: Writer, parts: readonly Node[]): void {
  const [first, ...others] = parts
  if (first !== undefined && others.length === 0) return emit(writer, first)
  const begin = writer.hole()
  const begins: number[] = []
  const ends: number[] = []
  for (const part of parts) {
    begins.push(writer.program.length)
    emit(writer, part)
    ends.push(writer.hole())
  }
  writer.split(begin, ...begins)
  for (const end of ends) writer.split(end, writer.program.length)
}

function emitLoop(writer: Writer, part: Node): void {
  const begin = writer.hole()
  emit(writer, part)
  writer.split(writer.hole(), begin)
  writer.split(begin, begin + 1, writer.program.length)
}

function emitOptional(writer: Writer, part: Node, times: number): void {
  const begins: number[] = []
  for (let time = 0; time < times; time++) {
    begins.push(writer.hole())
    emit(writer, part)
  }
  for (const begin of begins) writer.split(begin, begin + 1, writer.program.length)
}
