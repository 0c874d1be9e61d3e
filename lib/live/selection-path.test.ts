import { expect, test } from 'vitest'
import type { Question } from './question'
import { selectionPath } from './selection-path'

const question: Question = {
  namespaces: [],
  text: '',
  facets: {},
  sort: { column: 'health', descending: false },
  offset: 0,
  limit: 100,
}

test.each([
  ['kind', question, 'kind/pods'],
  ['arn:aws:eks:eu-west-1:1:cluster/prod', question, 'arn%3Aaws%3Aeks%3Aeu-west-1%3A1%3Acluster%2Fprod/pods'],
  ['kind', { ...question, text: 'web', offset: 200 }, 'kind/pods?offset=200&q=web'],
])('names the cluster %s and the question', (cluster, asked, path) => {
  expect(selectionPath(cluster, 'pods', asked)).toBe(path)
})
