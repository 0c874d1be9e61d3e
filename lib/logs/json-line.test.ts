import { expect, test } from 'vitest'
import { levelOfLine, parseJsonLine } from './json-line'

test.each([
  [
    'zap',
    '{"level":"info","ts":1732442405.123,"caller":"main.go:7","msg":"ready","port":8080}',
    {
      level: 'info',
      message: 'ready',
      time: '1732442405.123',
      fields: [
        ['caller', 'main.go:7'],
        ['port', '8080'],
      ],
    },
  ],
  [
    'pino',
    '{"level":50,"time":1732442405123,"pid":7,"msg":"boom","err":{"type":"Error"}}',
    {
      level: 'error',
      message: 'boom',
      time: '1732442405123',
      fields: [
        ['pid', '7'],
        ['err', '{"type":"Error"}'],
      ],
    },
  ],
  [
    'ECS',
    '{"@timestamp":"2026-11-24T10:00:05Z","log.level":"WARN","message":"slow","a":null,"b":[1,true]}',
    {
      level: 'warn',
      message: 'slow',
      time: '2026-11-24T10:00:05Z',
      fields: [
        ['a', 'null'],
        ['b', '[1,true]'],
      ],
    },
  ],
  [
    'a level that is none stays a field',
    '{"level":"blue"}',
    { level: null, message: null, time: null, fields: [['level', 'blue']] },
  ],
  [
    'a message that is an object stays a field',
    '{"msg":{"a":1}}',
    { level: null, message: null, time: null, fields: [['msg', '{"a":1}']] },
  ],
  [
    'names of the prototype are fields',
    '{"__proto__":1,"constructor":"x"}',
    {
      level: null,
      message: null,
      time: null,
      fields: [
        ['__proto__', '1'],
        ['constructor', 'x'],
      ],
    },
  ],
])('%s', (_, text, expected) => {
  expect(parseJsonLine(text)).toEqual(expected)
})

test.each(['', 'started', '[1,2]', '"text"', '{"cut": "in the mid', '{} and more', 'null'])(
  '%j is no JSON object',
  (text) => {
    expect(parseJsonLine(text)).toBeUndefined()
  },
)

test.each([
  ['{"severity":"CRITICAL","message":"x"}', 'error'],
  ['{"message":"no error at all"}', null],
  ['time="2026-11-24T10:00:05Z" level=warning msg="slow"', 'warn'],
  ['ts=2026 lvl=dbug msg=x', null],
  ['ts=2026 lvl=dbg msg=x', 'debug'],
  ['E1124 10:00:05.123456       1 main.go:7] failed', 'error'],
  ['I1124 10:00:05.123456       1 main.go:7] ERROR in the text', 'info'],
  ['2026-11-24 10:00:05,123 ERROR [main] c.e.App - failed', 'error'],
  ['2026/11/24 10:00:05 [error] 7#7: *1 open() failed', 'error'],
  ['[warn] deprecated', 'warn'],
  ['10:00AM INF listening', 'info'],
  ['panic: runtime error', 'error'],
  ['Traceback (most recent call last):', 'error'],
  ['warning: unused', 'warn'],
  ['10.0.0.1 - - "GET /error HTTP/1.1" 200', null],
  ['finished without error', null],
  ['information desk', null],
  ['', null],
])('%s is of level %s', (text, level) => {
  expect(levelOfLine(text)).toBe(level)
})
