import { describe, expect, test } from 'vitest'
import { createScriptedSource } from '@/server/kube/testing/scripted-source'
import { createGate, throughGate } from './gate'

const never = new AbortController().signal

describe('a gate', () => {
  test('lets so many in, and the next in order as each leaves, once', async () => {
    const gate = createGate(1)
    const order: string[] = []
    const leave = await gate.enter(never)
    const second = gate.enter(never).then((end) => {
      order.push('second')
      return end
    })
    const third = gate.enter(never).then(() => order.push('third'))
    leave()
    leave()
    const leaveSecond = await second
    expect(order).toEqual(['second'])
    leaveSecond()
    await third
    expect(order).toEqual(['second', 'third'])
  })

  test('lets the urgent in before those who came earlier', async () => {
    const gate = createGate(1)
    const leave = await gate.enter(never)
    const order: string[] = []
    const enter = async (name: string, urgent: boolean) => {
      const end = await gate.enter(never, urgent)
      order.push(name)
      end()
    }
    const all = [enter('watch', false), enter('list', true)]
    leave()
    await Promise.all(all)
    expect(order).toEqual(['list', 'watch'])
  })

  test('forgets who gave up waiting', async () => {
    const gate = createGate(1)
    const leave = await gate.enter(never)
    const controller = new AbortController()
    const gaveUp = gate.enter(controller.signal)
    controller.abort(new Error('closed'))
    await expect(gaveUp).rejects.toThrow('closed')
    await expect(gate.enter(controller.signal)).rejects.toThrow('closed')
    const next = gate.enter(never)
    leave()
    await expect(next).resolves.toBeTypeOf('function')
  })

  test('is free again when a list is given up half-way', async () => {
    const gate = createGate(1)
    const server = createScriptedSource()
    server.refuse(undefined)
    const list = throughGate(server.source, gate).list(never)
    await list.next()
    await list.return('')
    await expect(gate.enter(never)).resolves.toBeTypeOf('function')
  })

  test('holds a watch only until it has begun to answer', async () => {
    const gate = createGate(1)
    const watch = throughGate(createScriptedSource().source, gate).watch('1', never)
    await watch.next()
    await expect(gate.enter(never)).resolves.toBeTypeOf('function')
  })
})
