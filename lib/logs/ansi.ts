export const hues = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const
/** One of the eight colours that our palette has a class for; a program's exact shade is not kept, so that it can be read. */
export type Hue = (typeof hues)[number]

/** A stretch of text that looks alike. */
export interface AnsiSpan {
  readonly text: string
  readonly hue: Hue | null
  readonly bold: boolean
  readonly dim: boolean
  readonly underline: boolean
}

type Looks = Omit<AnsiSpan, 'text'>

const plain: Looks = { hue: null, bold: false, dim: false, underline: false }

/**
 * Control sequences (ECMA-48): CSI, then the string sequences OSC, DCS, SOS, PM and APC up to BEL or ST, then the two-character
 * escapes. A sequence that never ends takes only its introducer, so that no text is swallowed.
 */
const sequence = /\x1b\[([0-9;:?<=>]*)[ -/]*([@-~])|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]?/g
/** C0 and C1 controls but for the tab. */
const controls = /[\x00-\x08\x0a-\x1f\x7f-\x9f]/g
const anyControl = /[\x00-\x08\x0a-\x1f\x7f-\x9f]/

/** The text alone. */
export function stripAnsi(text: string): string {
  return anyControl.test(text) ? text.replace(sequence, '').replace(controls, '') : text
}

/** Text with SGR sequences as spans that look alike; every other sequence and control character is left out. */
export function parseAnsi(text: string): readonly AnsiSpan[] {
  const spans: AnsiSpan[] = []
  let looks = plain
  let from = 0
  const add = (part: string) => {
    const shown = part.replace(controls, '')
    if (shown !== '') spans.push({ text: shown, ...looks })
  }
  for (const found of text.matchAll(sequence)) {
    add(text.slice(from, found.index))
    from = found.index + found[0].length
    if (found[2] === 'm') looks = applySgr(looks, found[1] ?? '')
  }
  add(text.slice(from))
  return spans
}

function applySgr(before: Looks, parameters: string): Looks {
  let looks = before
  const codes = parameters.split(/[;:]/).map((code) => (code === '' ? 0 : Number(code)))
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0
    if (code !== 38 && code !== 48) {
      looks = applyCode(looks, code)
      continue
    }
    const { hue, length } = extendedColour(codes, at + 1)
    // A ground would need a colour of its own for each ink: it is left out.
    if (code === 38) looks = { ...looks, hue }
    at += length
  }
  return looks
}

function applyCode(looks: Looks, code: number): Looks {
  if (code === 0) return plain
  if (code === 1) return { ...looks, bold: true }
  if (code === 2) return { ...looks, dim: true }
  if (code === 22) return { ...looks, bold: false, dim: false }
  if (code === 4) return { ...looks, underline: true }
  if (code === 24) return { ...looks, underline: false }
  if (code === 39) return { ...looks, hue: null }
  const hue = hues[code >= 90 ? code - 90 : code - 30]
  return hue === undefined ? looks : { ...looks, hue }
}

/** What follows 38 or 48: `5;n` of 256 colours, or `2;r;g;b`; `length` of the parameters it takes. */
function extendedColour(codes: readonly number[], at: number): { readonly hue: Hue | null; readonly length: number } {
  const [mode, ...values] = codes.slice(at, at + 4)
  if (mode === 5) return { hue: hueOf256(values[0] ?? 0), length: 2 }
  if (mode === 2) return { hue: hueOfRgb(values[0] ?? 0, values[1] ?? 0, values[2] ?? 0), length: 4 }
  return { hue: null, length: 1 }
}

/** xterm's table: 16 colours, a cube of 6×6×6, 24 greys. */
function hueOf256(index: number): Hue | null {
  if (index < 16) return hues[index % 8] ?? null
  if (index >= 232) return index < 244 ? 'black' : 'white'
  const cube = index - 16
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40)
  return hueOfRgb(level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6))
}

const wheel: readonly Hue[] = ['red', 'yellow', 'green', 'cyan', 'blue', 'magenta']

function hueOfRgb(red: number, green: number, blue: number): Hue {
  const most = Math.max(red, green, blue)
  const spread = most - Math.min(red, green, blue)
  if (spread < 40) return most < 128 ? 'black' : 'white'
  const sixth =
    most === red ? (green - blue) / spread : most === green ? 2 + (blue - red) / spread : 4 + (red - green) / spread
  return wheel[(Math.round(sixth) + 6) % 6] ?? 'white'
}
