import { describe, expect, it } from 'vitest'
import { parseCommand } from './command'
import { measurementNames } from './names'

describe('the command line', () => {
  it('measures one thing at 10,000 pods in our own cluster unless told otherwise', () => {
    expect(parseCommand(['cold'])).toEqual({ names: ['cold'], pods: 10_000, kubeconfig: undefined, json: false })
    expect(parseCommand(['all', '--pods', '50000', '--kubeconfig=a', '--json'])).toEqual({
      names: measurementNames,
      pods: 50_000,
      kubeconfig: 'a',
      json: true,
    })
  })

  it.each([
    [[], /^Say what to measure: /],
    [['warm'], /^There is no measurement "warm": use cold, /],
    [['cold', 'open'], /"open" is too much/],
    [['cold', '--pod', '5'], /^There is no flag --pod: /],
    [['cold', '-p', '5'], /^There is no flag -p: /],
    [['cold', '--pods'], /^--pods needs a value/],
    [['cold', '--pods', 'many'], /whole number from 1, not "many"/],
    [['cold', '--pods', '0'], /whole number from 1, not "0"/],
    [['cold', '--kubeconfig', '--json'], /^--kubeconfig needs a value/],
    [['cold', '--json=yes'], /^--json takes no value/],
  ])('answers %j with one sentence', (args, sentence) => {
    expect(parseCommand(args)).toMatch(sentence)
  })
})
