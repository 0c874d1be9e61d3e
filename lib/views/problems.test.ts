import { expect, test } from 'vitest'
import { createCluster } from '@/lib/health/testing/cluster'
import { now, pod, waits, web } from '@/lib/health/testing/objects'
import { problemsShape, projectProblem } from './problems'

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
    count: 1,
    since: Date.parse('2026-11-24T10:00:00Z'),
    harm: '1 of 3 replicas is missing.',
    evidence: 'container of Pod shop/web-1, main, state.waiting: ErrImagePull: manifest unknown',
    remedy: 'Correct the image in shop/web.\nUndo the rollout of shop/web.\nRead the events of shop/web.',
    rank: problem?.rank,
  })
})

test('the shape names every column of the line', () => {
  const columns = problem === undefined ? [] : Object.keys(projectProblem(problem)).filter((column) => column !== 'key')
  expect(problemsShape.columns).toEqual(columns)
})
