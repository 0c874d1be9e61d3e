import { expect, test } from 'vitest'
import { parseAnsi, stripAnsi } from './ansi'

const esc = '\x1b'

/** Spans as text with their looks in front: `[red bold]text`. */
const drawn = (text: string) =>
  parseAnsi(text)
    .map(({ text: part, hue, bold, dim, underline }) => {
      const looks = [hue ?? [], bold ? 'bold' : [], dim ? 'dim' : [], underline ? 'underline' : []].flat()
      return looks.length === 0 ? part : `[${looks.join(' ')}]${part}`
    })
    .join('|')

test.each([
  ['plain text is one span', 'started', 'started'],
  ['a colour lasts until it is reset', `a${esc}[31mb${esc}[0mc`, 'a|[red]b|c'],
  ['no parameter is a reset', `${esc}[1mb${esc}[mc`, '[bold]b|c'],
  ['bright colours are the same hues', `${esc}[92mok`, '[green]ok'],
  ['several parameters count together', `${esc}[1;4;33mwarn`, '[yellow bold underline]warn'],
  [
    '22 takes bold and dim away, 24 the line, 39 the colour',
    `${esc}[2;4;36ma${esc}[22;24;39mb`,
    '[cyan dim underline]a|b',
  ],
  ['256 colours: the first sixteen', `${esc}[38;5;9mx`, '[red]x'],
  ['256 colours: the cube', `${esc}[38;5;208mx${esc}[38;5;27my${esc}[38;5;46mz`, '[yellow]x|[blue]y|[green]z'],
  ['256 colours: the greys', `${esc}[38;5;240mx${esc}[38;5;250my`, '[black]x|[white]y'],
  ['true colour', `${esc}[38;2;200;30;180mx`, '[magenta]x'],
  ['true colour, as ISO 8613-6 writes it', `${esc}[38:2:255:0:0mx`, '[red]x'],
  ['a ground is left out and its parameters are no colours', `${esc}[48;5;31mx${esc}[41my`, 'x|y'],
  ['what moves a cursor or clears a line is left out', `${esc}[2K${esc}[1Gdone${esc}[?25h`, 'done'],
  ['a link shows its text', `${esc}]8;;https://example.org${esc}\\here${esc}]8;;\x07!`, 'here|!'],
  ['a title is left out', `${esc}]0;title\x07text`, 'text'],
  ['a sequence that breaks off swallows no text', `a${esc}[31`, 'a|31'],
  ['an escape at the end is left out', `a${esc}`, 'a'],
  ['bells and backspaces are left out, tabs stay', `a\x07\x08\tb`, 'a\tb'],
  ['markup is text', '<b onclick=x>&amp;', '<b onclick=x>&amp;'],
])('%s', (_, text, expected) => {
  expect(drawn(text)).toBe(expected)
  expect(stripAnsi(text)).toBe(
    parseAnsi(text)
      .map((span) => span.text)
      .join(''),
  )
})

test('a line of 32 KB of escapes takes no noticeable time', () => {
  const began = performance.now()
  parseAnsi(`${esc}]`.repeat(16_384))
  parseAnsi(`${esc}[`.repeat(16_384))
  expect(performance.now() - began).toBeLessThan(500)
})
