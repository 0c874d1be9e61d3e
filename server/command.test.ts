import { describe, expect, test } from 'vitest'
import { parseCommand } from './command'

const parse = (args: string[], env = {}) => parseCommand(args, env, '/home/ada')

describe('npm start --', () => {
  test('flags become the variables that the server reads, files from where the person stands', () => {
    const args = ['--port', '4700', '--kubeconfig', 'k.yaml', '--open', 'prod', '--open=stage', '--person', 'ada']
    expect(parse(args)).toMatchObject({
      run: 'serve',
      env: {
        QUARTERDECK_PORT: '4700',
        QUARTERDECK_KUBECONFIG: '/home/ada/k.yaml',
        QUARTERDECK_OPEN: 'prod,stage',
        QUARTERDECK_PEOPLE: 'ada',
        QUARTERDECK_DATA: '/home/ada/.quarterdeck/data',
      },
    })
  })

  test('a flag beats its variable, and a variable stands where there is no flag', () => {
    const env = { QUARTERDECK_PORT: '1', QUARTERDECK_OPEN: 'prod', PORT: '3000', KUBECONFIG: 'a:/b' }
    expect(parse(['--port', '2'], env)).toMatchObject({
      env: { QUARTERDECK_PORT: '2', QUARTERDECK_OPEN: 'prod', PORT: undefined, KUBECONFIG: '/home/ada/a:/b' },
    })
  })

  test('every file and folder is meant from where the person stands', () => {
    const env = {
      QUARTERDECK_DATA: 'elsewhere',
      QUARTERDECK_DEPUTY_KUBECONFIG: 'deputy',
      QUARTERDECK_OIDC_CLIENT_SECRET_FILE: '/run/secret',
    }
    expect(parse(['--data', 'd'], env)).toMatchObject({
      env: {
        QUARTERDECK_DATA: '/home/ada/d',
        QUARTERDECK_DEPUTY_KUBECONFIG: '/home/ada/deputy',
        QUARTERDECK_OIDC_CLIENT_SECRET_FILE: '/run/secret',
      },
    })
  })

  test('people with identities', () => {
    expect(parse(['--person', 'anna=user:anna,group:shop:sre', '--person', 'ada'])).toMatchObject({
      env: { QUARTERDECK_PEOPLE: 'anna=user:anna,group:shop:sre,ada' },
    })
  })

  test('--help', () => expect(parse(['--help'])).toEqual({ run: 'help' }))

  test.each([
    [['--ports', '4600'], 'There is no flag --ports. See --help.'],
    [['-p', '4600'], 'There is no flag -p. See --help.'],
    [['--toString', 'x'], 'There is no flag --toString. See --help.'],
    [['--port'], '--port needs a value after it. See --help.'],
    [['--port='], '--port needs a value after it. See --help.'],
    [['--open', '--port', '4600'], '--open needs a value after it. See --help.'],
    [['--port', '70000'], 'The port "70000" is not a port: use a whole number from 1 to 65535. See --help.'],
    [['--port=-1'], 'The port "-1" is not a port: use a whole number from 1 to 65535. See --help.'],
    [['--help=yes'], '--help takes no value. See --help.'],
    [['4600'], '"4600" belongs to no flag. See --help.'],
  ])('%j gets a sentence', (args, sentence) => {
    expect(parse(args)).toEqual({ run: 'nothing', sentence })
  })
})
