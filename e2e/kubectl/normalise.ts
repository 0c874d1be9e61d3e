/** What differs between any two clusters in the texts of `kubectl`, and what stands for it. */
export interface Names {
  readonly namespace: string
  readonly nodes: readonly string[]
}

// The letters and digits of k8s.io/apimachinery pkg/util/rand.
const letters = '[bcdfghjklmnpqrstvwxz2456789]'
const suffix = new RegExp(`-${letters}{5}\\b`, 'g')
const hash = new RegExp(`(?<=[-=:/ "(])${letters}{7,10}\\b(?!\\.)`, 'g')

const rules: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g, '<time>'],
  [/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4} UTC/g, '<time>'],
  [/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}/g, '<time>'],
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uid>'],
  [/https:\/\/127\.0\.0\.1:\d+/g, '<server>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?:\/\d+)?\b/g, '<ip>'],
  [/\b(?:sha256|containerd):[\w/:-]+/g, '<content>'],
  [hash, '<hash>'],
  [suffix, '-<random>'],
  [/-<hash>-<random>/g, '-<random>'],
  [/(resourceVersion\\?"?: ?\\?")\d+/g, '$1<version>'],
  [/(Resource Version: +)\d+/g, '$1<version>'],
  [/\d+%(?=\/| \()/g, '<percent>'],
  [/(topology\.kubernetes\.io\/\w+[=:] ?)[\w-]+/g, '$1<place>'],
  // A refused object is told with its fields in the order of whoever wrote it last.
  [/Invalid value: "\{.*\}"/g, 'Invalid value: <object>'],
  [/\(x\d+ over [^)]*\)/g, ''],
  [/(?<![\w.=-])(?:\d+[ydhms]){1,2}(?![\w.])/g, '<age>'],
  // Of a demo whose clock runs ahead of the wall's.
  [/<invalid>/g, '<age>'],
  [/(?<=\S)[ \t]{2,}/g, '  '],
  // What `describe` lines up stands as far to the right as its longest word.
  [/^ {10,}/g, '          '],
  [/[ \t]+$/g, ''],
]

export function normalise(text: string, { namespace, nodes }: Names): readonly string[] {
  const known = new RegExp(`\\b(?:${[...nodes].sort((a, b) => b.length - a.length).join('|')})\\b`, 'g')
  const lines = text
    .split('\n')
    .map((line) => line.replaceAll(namespace, '<namespace>'))
    .map((line) => (nodes.length === 0 ? line : line.replace(known, '<node>')))
    .map((line) => rules.reduce((rest, [pattern, name]) => rest.replace(pattern, name), line))
  return inOrder(lines.filter((line) => line.trim() !== ''))
}

/** Lines that begin with names made at random come in any order: neighbours among them are sorted. */
function inOrder(lines: readonly string[]): readonly string[] {
  const result: string[] = []
  let block: string[] = []
  const flush = () => {
    result.push(...block.sort())
    block = []
  }
  for (const line of lines) {
    if (/^\s*\S*<(?:random|hash)>/.test(line)) block.push(line)
    else {
      flush()
      result.push(line)
    }
  }
  flush()
  return result
}
