import { describe, expect, test } from 'vitest'
import { createCluster } from '@/lib/health/testing/cluster'
import { condition, node, now, pod, running, unready, waits, web } from '@/lib/health/testing/objects'
import { createMatcher, outside } from './match'
import { concerns, problemsShape, projectProblem, remediesOf } from './problems'

const [problem] = createCluster([
  ...web({ ready: 2 }),
  pod('web-1', waits('ErrImagePull', 'manifest unknown')),
]).problems(now)

test('a problem is a flat line with its lists as lines of text', () => {
  expect(problem && projectProblem(problem)).toEqual({
    key: 'image|Deployment/shop/web|image=registry.example.com/web:1.8.2',
    cause: 'image-not-found',
    severity: 'degraded',
    sentence:
      "1 of 3 pods of shop/web can't pull registry.example.com/web:1.8.2: the registry has no such image (manifest unknown); 2 still serve.",
    namespace: 'shop',
    kind: 'Deployment',
    name: 'web',
    harmed: '',
    count: 1,
    since: Date.parse('2026-11-24T10:00:00Z'),
    harm: '1 of 3 replicas is missing.',
    evidence: 'container of Pod shop/web-1, main, state.waiting: ErrImagePull: manifest unknown',
    remedy: 'Correct the image in shop/web.\nUndo the rollout of shop/web.\nRead the events of shop/web.',
    action: 'edit-image Deployment/shop/web\nundo Deployment/shop/web\nevents Deployment/shop/web',
    objects: 'Pod/shop/web-1\nDeployment/shop/web',
    rank: problem?.rank,
  })
})

test('the shape names every column of the line', () => {
  const columns = problem === undefined ? [] : Object.keys(projectProblem(problem)).filter((column) => column !== 'key')
  expect(problemsShape.columns).toEqual(columns)
})

test('what may be done is read back from a line, with what it is for', () => {
  const read = problem && remediesOf(projectProblem(problem))
  expect(read).toEqual(problem?.remedies.map(({ target, ...rest }) => ({ ...rest, target: { ...target, uid: '' } })))
})

test('a problem concerns the pods that show it and the workload that it harms, and no namesake', () => {
  const row = problem && projectProblem(problem)
  const isConcerned = (kind: string, name: string) => row && concerns(row, { kind, namespace: 'shop', name })
  expect(isConcerned('Pod', 'web-1')).toBe(true)
  expect(isConcerned('Deployment', 'web')).toBe(true)
  expect(isConcerned('Pod', 'web')).toBe(false)
  expect(isConcerned('Pod', 'web-10')).toBe(false)
})

describe('with namespaces chosen, a problem of a node', () => {
  const lost = condition('Ready', 'Unknown', { reason: 'NodeStatusUnknown' })
  const down = pod('web-1', { phase: 'Running', conditions: [unready], containerStatuses: [running()] })
  const verdict = (objects: Parameters<typeof createCluster>[0], ...namespaces: readonly string[]) => {
    const [found] = createCluster(objects).problems(now)
    const question = { namespaces, text: '', facets: {}, sort: problemsShape.defaultSort, offset: 0, limit: 1 }
    return found && createMatcher(problemsShape, question)(projectProblem(found))
  }
  const withVictims = [...web({ ready: 2 }), node('node-1', { conditions: [lost] }), down]

  test('is told where it takes something down', () => expect(verdict(withVictims, 'db', 'shop')).toBe(0))
  test('is not told elsewhere', () => expect(verdict(withVictims, 'db')).toBe(outside))
  test('is told nowhere when it harms nobody', () =>
    expect(verdict([node('node-1', { conditions: [lost] })], 'shop')).toBe(outside))
})
