import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { contexts, running } from '@/e2e/target/running'
import { collections, create, inNamespace, patch, remove } from './api'
import { ask } from './dashboard'
import { expectLive, lines, test } from './page'
import { deployment, makeNamespace, stillPod } from './witness'

let namespace: string

test.beforeEach(async () => {
  namespace = await makeNamespace('problems')
})

test.afterEach(async () => {
  await remove(`${collections.namespaces}/${namespace}`)
})

const soon = { timeout: 2_000, intervals: [50] }
const podsPath = (...rest: string[]) => inNamespace('pods', namespace, ...rest)

/** `name: cause` of each problem of the namespace. */
async function told(): Promise<readonly string[]> {
  const { rows } = await ask('problems', { namespace })
  return rows.map(({ name, cause }) => `${name}: ${cause}`).sort()
}

const hourAgo = () => new Date(Date.now() - 3_600_000).toISOString().replace(/\.\d+Z/, 'Z')
const condition = (type: string, status: string, more: object = {}) => ({
  type,
  status,
  lastTransitionTime: hourAgo(),
  ...more,
})
const unready = condition('Ready', 'False', {
  reason: 'ContainersNotReady',
  message: 'containers with unready status: [main]',
})

interface Look {
  readonly waiting?: { readonly reason: string; readonly message: string }
  readonly lastExit?: { readonly reason: string; readonly exitCode: number }
}

/** A pod's status as its kubelet would write it. */
function statusOf({ waiting, lastExit }: Look) {
  const time = hourAgo()
  const container = {
    name: 'main',
    image: 'registry.example/still:1',
    imageID: '',
    ready: false,
    started: waiting === undefined,
    restartCount: lastExit === undefined ? 0 : 7,
    state: waiting === undefined ? { running: { startedAt: time } } : { waiting },
    lastState: lastExit === undefined ? {} : { terminated: { ...lastExit, startedAt: time, finishedAt: time } },
  }
  return {
    phase: waiting === undefined || lastExit !== undefined ? 'Running' : 'Pending',
    startTime: time,
    conditions: [condition('PodScheduled', 'True'), unready],
    containerStatuses: [container],
  }
}

const wellStatus = {
  phase: 'Running',
  conditions: [condition('PodScheduled', 'True'), condition('Ready', 'True')],
  containerStatuses: [
    {
      name: 'main',
      image: 'registry.example/still:1',
      imageID: 'registry.example/still@sha256:1',
      ready: true,
      started: true,
      restartCount: 0,
      state: { running: { startedAt: hourAgo() } },
      lastState: {},
    },
  ],
}

const backOff = { reason: 'CrashLoopBackOff', message: 'back-off 5m0s restarting failed container=main' }
const unschedulable = (message: string) => ({
  phase: 'Pending',
  conditions: [condition('PodScheduled', 'False', { reason: 'Unschedulable', message })],
})

/** What a kubelet or the scheduler writes, and the cause that it must be told as. */
const failures: Readonly<Record<string, { readonly status: object; readonly cause: string }>> = {
  crashing: {
    status: statusOf({ waiting: backOff, lastExit: { reason: 'Error', exitCode: 1 } }),
    cause: 'crash-exit',
  },
  hungry: {
    status: statusOf({ waiting: backOff, lastExit: { reason: 'OOMKilled', exitCode: 137 } }),
    cause: 'crash-out-of-memory',
  },
  imageless: {
    status: statusOf({ waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image' } }),
    cause: 'image-pull',
  },
  mistyped: {
    status: statusOf({ waiting: { reason: 'ErrImagePull', message: 'manifest unknown: not found' } }),
    cause: 'image-not-found',
  },
  unconfigured: {
    status: statusOf({ waiting: { reason: 'CreateContainerConfigError', message: 'secret "payments-db" not found' } }),
    cause: 'config-missing',
  },
  homeless: {
    status: unschedulable("0/60 nodes are available: 60 node(s) didn't match Pod's node affinity/selector."),
    cause: 'no-node-matches',
  },
  large: { status: unschedulable('0/60 nodes are available: 60 Insufficient cpu.'), cause: 'no-resources' },
}

test('each failure is told with its cause within two seconds, and no more within two of its end', async () => {
  for (const [name, { status, cause }] of Object.entries(failures)) {
    await create(podsPath(), stillPod(name))
    await patch(podsPath(name, 'status'), { status })
    await expect.poll(told, { ...soon, message: name }).toEqual([`${name}: ${cause}`])
    await remove(podsPath(name))
    await expect.poll(told, { ...soon, message: name }).toEqual([])
  }
})

test('a pod that is mended is told no more', async () => {
  await create(podsPath(), stillPod('mended'))
  await patch(podsPath('mended', 'status'), { status: failures.imageless?.status })
  await expect.poll(told, soon).toEqual(['mended: image-pull'])
  await patch(podsPath('mended', 'status'), { status: wellStatus })
  await expect.poll(told, soon).toEqual([])
})

/** A Deployment whose pods nothing schedules, and its pods. */
async function makeStill(name: string, replicas: number) {
  const object = deployment(name, replicas)
  const template = {
    metadata: { ...object.spec.template.metadata, annotations: stillPod(name).metadata.annotations },
    spec: stillPod(name).spec,
  }
  await create(inNamespace('deployments', namespace), { ...object, spec: { ...object.spec, template } })
  const names = async () => (await ask('pods', { namespace, 'facet.ownerName': name })).rows.map((row) => `${row.name}`)
  await expect.poll(async () => (await names()).length, { timeout: 10_000 }).toBe(replicas)
  return names()
}

test('the pods of a Deployment are one problem, with its harm, its evidence and what to do', async () => {
  const names = await makeStill('web', 3)
  for (const name of names) await patch(podsPath(name, 'status'), { status: failures.crashing?.status })
  await expect.poll(told, soon).toEqual(['web: crash-exit'])
  const [row] = (await ask('problems', { namespace })).rows
  expect(row).toMatchObject({ kind: 'Deployment', severity: 'down', count: 3, harm: '3 of 3 replicas are missing.' })
  expect(row?.evidence).toContain('exit 1')
  expect(row?.objects).toContain(`Pod/${namespace}/${names[0]}`)
  await remove(inNamespace('deployments', namespace, 'web'))
  await expect.poll(told, { ...soon, timeout: running().target === 'demo' ? 2_000 : 5_000 }).toEqual([])
})

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const

for (const size of sizes)
  test(`the Overview and the list tell it, and axe finds nothing, at ${size.width} px, light and dark`, async ({
    page,
  }) => {
    await create(podsPath(), stillPod('crashing'))
    await page.setViewportSize(size)
    await page.goto(`/${contexts.main}?namespace=${namespace}`)
    await expectLive(page)
    await expect(page.getByText('Nothing needs attention')).toBeVisible()
    await patch(podsPath('crashing', 'status'), { status: failures.crashing?.status })
    const problem = page.getByRole('article').filter({ hasText: 'exit code 1' })
    await expect(problem).toBeVisible({ timeout: 2_000 })
    await problem.getByText('Why').click()
    await expect(problem.getByText(/last state\.terminated: exit 1/)).toBeVisible()
    await expectAccessible()
    await page.getByRole('link', { name: 'Show as a list' }).click()
    await expect(page).toHaveURL(/\/problems\?/)
    await lines(page)
      .first()
      .click({ position: { x: 200, y: 10 } })
    await expect(page.getByRole('complementary').getByText(/last state\.terminated/)).toBeVisible()
    await expectAccessible()

    async function expectAccessible() {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, 'nothing sticks out sideways').toBeLessThanOrEqual(0)
    }
  })
