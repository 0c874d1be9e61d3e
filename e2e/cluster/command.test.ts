import { expect, it } from 'vitest'
import { parseCommand } from './command'
import { Failure } from './failure'

it('reads every command with its flags', () => {
  expect(parseCommand([])).toEqual({ name: 'help' })
  expect(parseCommand(['build'])).toEqual({ name: 'build' })
  expect(parseCommand(['up', '--dir', '/tmp/c', '--nodes=60', '--without', 'prometheus,metrics-server'])).toEqual({
    name: 'up',
    folder: '/tmp/c',
    options: { nodes: 60, without: ['prometheus', 'metrics-server'] },
  })
  expect(parseCommand(['load', '--pods', '10000', '--no-scenarios'])).toEqual({
    name: 'load',
    folder: '.quarterdeck/cluster',
    options: { pods: 10_000, namespaces: 50, deployments: 400, scenarios: false },
  })
  expect(parseCommand(['start', 'etcd'])).toMatchObject({ name: 'start', component: 'etcd' })
})

it('leaves what is not asked for to the folder and the defaults', () => {
  expect(parseCommand(['up'])).toMatchObject({ options: {} })
})

it.each([
  [['stop', 'kube-apiserver'], 'SIGTERM'],
  [['stop', 'kube-apiserver', 'KILL'], 'SIGKILL'],
  [['stop', 'etcd', 'sigstop'], 'SIGSTOP'],
])('takes a signal in any spelling: %j', (args, signal) => {
  expect(parseCommand(args)).toMatchObject({ name: 'stop', signal })
})

it.each([
  [['fly'], 'There is no command "fly"'],
  [['toString'], 'There is no command "toString"'],
  [['up', '--colour', 'red'], "Unknown option '--colour'."],
  [['down', '--nodes', '3'], "Unknown option '--nodes'."],
  [['up', '--dir'], "'--dir <value>' argument missing."],
  [['up', '--nodes', 'many'], '--nodes takes a whole number from 1 to 5000, not "many".'],
  [['up', '--nodes', '0'], '--nodes takes a whole number'],
  [['up', '--port-base', '65530'], '--port-base takes a whole number from 1024 to 65526'],
  [['up', '--without', 'etcd'], '--without takes some of metrics-server'],
  [['up', '--metric-resolution', '15'], '--metric-resolution takes a duration'],
  [['up', 'now'], '"up" does not take "now".'],
  [['stop'], '"stop" needs NAME behind it.'],
  [['stop', 'etcd', 'GENTLY'], 'There is no signal "GENTLY"'],
])('answers %j with one sentence and exit code 2', (args, sentence) => {
  const failure = failureOf(() => parseCommand(args))
  expect(failure.message).toContain(sentence)
  expect(failure.message).not.toContain('\n')
  expect(failure.exitCode).toBe(2)
})

function failureOf(act: () => unknown): Failure {
  try {
    act()
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('nothing failed')
}
