import type { Fact } from './detail'

/** Facts of what is there: empty text, null and undefined say nothing. */
export const textFact = (term: string, text: string | null | undefined): readonly Fact[] =>
  text === undefined || text === null || text === '' ? [] : [{ term, text }]

export const instantFact = (term: string, at: number | undefined): readonly Fact[] =>
  at === undefined ? [] : [{ term, at }]

export const secondsFact = (term: string, seconds: number | undefined): readonly Fact[] =>
  seconds === undefined ? [] : [{ term, ms: seconds * 1000 }]
