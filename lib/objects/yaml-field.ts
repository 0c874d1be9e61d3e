/** Where a field stands in an object's text. */
export interface YamlPlace {
  /** From 0. */
  readonly line: number
  /** The part of the field that is not there: it belongs below the line; '' when all of it is. */
  readonly missing: string
}

interface Block {
  /** Its lines, the end not included. */
  readonly from: number
  readonly to: number
  /** How far its entries are indented. */
  readonly indent: number
}

/**
 * Finds `spec.template.spec.containers[main].readinessProbe` in block YAML as js-yaml writes it; of what is not there, the
 * nearest that is around it.
 */
export function findYamlField(lines: readonly string[], field: string): YamlPlace {
  const steps = field.match(/[^.[\]]+|\[[^\]]*\]/g) ?? []
  let block: Block = { from: 0, to: lines.length, indent: 0 }
  let line = 0
  for (const [at, step] of steps.entries()) {
    const found = step.startsWith('[') ? findItem(lines, block, step.slice(1, -1)) : findKey(lines, block, step)
    if (found === undefined) return { line, missing: steps.slice(at).join('.').replaceAll('.[', '[') }
    line = found.from
    block = found.within
  }
  return { line, missing: '' }
}

interface Found {
  readonly from: number
  readonly within: Block
}

const indentOf = (line: string): number => line.length - line.trimStart().length

/** The indent of a block's first entry is that of all. */
function blockAt(lines: readonly string[], from: number, to: number): Block {
  return { from, to, indent: from < to ? indentOf(lines[from] ?? '') : 0 }
}

function endOf(lines: readonly string[], from: number, to: number, indent: number): number {
  let end = from
  while (end < to && ((lines[end] ?? '').trim() === '' || indentOf(lines[end] ?? '') > indent)) end++
  return end
}

/** The first entry of a list item stands behind its dash. */
function findKey(lines: readonly string[], { from, to, indent }: Block, key: string): Found | undefined {
  for (let at = from; at < to; at++) {
    const text = lines[at] ?? ''
    const isEntry = indentOf(text) === indent || (at === from && indentOf(text.replace('- ', '  ')) === indent)
    if (
      !isEntry ||
      !text
        .replace(/^\s*- /, '')
        .trimStart()
        .startsWith(`${key}:`)
    )
      continue
    return { from: at, within: blockAt(lines, at + 1, endOf(lines, at + 1, to, indent)) }
  }
  return undefined
}

/** The item of a list whose `name` it is. */
function findItem(lines: readonly string[], { from, to, indent }: Block, name: string): Found | undefined {
  for (let at = from; at < to; ) {
    const end = endOf(lines, at + 1, to, indent)
    const item: Block = { from: at, to: end, indent: indent + 2 }
    const found = findKey(lines, item, 'name')
    const value = found === undefined ? undefined : (lines[found.from] ?? '').replace(/^\s*(- )?name:\s*/, '')
    if (value?.replaceAll(/^['"]|['"]$/g, '') === name) return { from: at, within: item }
    at = end
  }
  return undefined
}
