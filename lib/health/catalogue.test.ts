import { describe, expect, test } from 'vitest'
import { causes } from './causes'
import { catalogue } from './testing/catalogue/all'
import { createCluster } from './testing/cluster'
import { now } from './testing/objects'

test('every cause of the closed list has a case, and only one', () => {
  const shown = Object.values(catalogue).flatMap((cases) => cases.map(({ cause }) => cause))
  expect(shown.toSorted()).toEqual(Object.keys(causes).toSorted())
})

for (const [family, cases] of Object.entries(catalogue))
  describe(family, () => {
    test.each(cases)('$cause', ({ cause, objects, says }) => {
      const problems = createCluster(objects).problems(now)
      expect(problems.map((problem) => [problem.cause, problem.sentence])).toEqual([[cause, says]])
      const [problem] = problems
      expect(problem?.since).toBeGreaterThan(0)
      expect(problem?.since).toBeLessThanOrEqual(now)
      expect(problem?.evidence.length).toBeGreaterThan(0)
      expect(problem?.remedies.length).toBeGreaterThan(0)
    })
  })
