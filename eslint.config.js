import { existsSync, readdirSync } from 'node:fs'
import { defineConfig, globalIgnores } from 'eslint/config'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import importX from 'eslint-plugin-import-x'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const rooms = ['app', 'components', 'lib', 'server', 'demo', 'e2e', 'bench']
const foldersOf = (room) =>
  existsSync(room)
    ? readdirSync(room, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
    : []

/** @param {string} target @param {string[]} allowed */
const mayImport = (target, allowed) => ({
  target: `./${target}`,
  from: rooms.filter((room) => room !== target && !allowed.includes(room)).map((room) => `./${room}`),
  message: `${target} may import only ${allowed.join(', ') || 'itself'} (ARCHITECTURE.md, "The house").`,
})

/** Each drawn thing knows itself, the primitives and the live table. */
const componentZones = foldersOf('components').map((folder) => ({
  target: `./components/${folder}`,
  from: './components',
  except: [...new Set([folder, ...(folder === 'ui' ? [] : ['ui', 'live'])])].map((name) => `./${name}`),
  message: 'A component imports ui, live and its own folder.',
}))

/** Inside the server, downwards only; runtime.ts alone sees everything. */
const storeys = [
  ['config.ts'],
  ['kube', 'database'],
  ['audit'],
  ['access'],
  ['live', 'logs', 'objects'],
  ['views'],
  ['runtime.ts'],
]
const serverZones = storeys.flatMap((storey, height) =>
  storey.map((place) => ({
    target: `./server/${place}`,
    from: './server',
    except: [place, ...storeys.slice(0, height).flat()].map((name) => `./${name}`),
    message: `server/${place} may import only what lies below it (ARCHITECTURE.md, "The house").`,
  })),
)

const zones = [
  mayImport('lib', []),
  mayImport('server', ['lib']),
  mayImport('components', ['lib']),
  mayImport('app', ['lib', 'components', 'server']),
  mayImport('demo', ['lib']),
  mayImport('e2e', ['lib']),
  mayImport('bench', ['e2e']),
  {
    target: './app',
    from: './server',
    except: ['./runtime.ts', './access', './audit', './actions'],
    message: 'app joins runtime, access and actions, and decides nothing.',
  },
  ...componentZones,
  ...serverZones,
]

const onlyDownwards = {
  group: ['../*', './../*'],
  message: 'Relative imports are ./ only; everything else starts with @/.',
}
const noNode = { group: ['node:*', 'undici', '@kubernetes/*'], message: 'This runs in the browser too: no Node here.' }
const noReact = {
  group: ['react', 'react-dom', 'react/*', 'next', 'next/*', '@tanstack/*'],
  message: 'lib and server know no React.',
}
const restricted = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns: [onlyDownwards, ...patterns] }] })

/** Where the demo cluster meets the world outside; all else of it follows from the virtual clock and the seed. */
const demoEdges = ['demo/{main,launch}.ts', 'demo/fuzz/**', 'demo/api/answers.ts', 'demo/access/certificate.ts']
const message = "Time and chance are the cluster's own: world.clock and world.random (same seed, same story)."
const outsideTimeAndChance = [
  'MemberExpression[object.name="Date"][property.name="now"]',
  'MemberExpression[object.name="Math"][property.name="random"]',
  'MemberExpression[object.name="performance"]',
  'NewExpression[callee.name="Date"][arguments.length=0]',
  'CallExpression[callee.name=/^set(Timeout|Interval|Immediate)$/]',
  ':matches(ImportDeclaration, ExportAllDeclaration, ExportNamedDeclaration)[source.value=/^node:(timers|crypto|perf_hooks)/]',
].map((selector) => ({ selector, message }))

export default defineConfig([
  globalIgnores(['.next/**', '.quarterdeck/**', 'node_modules/**', 'next-env.d.ts', 'e2e/lint/fixtures/**']),
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    extends: [tseslint.configs.recommended],
    plugins: { 'import-x': importX },
    languageOptions: {
      parserOptions: { tsconfigRootDir: import.meta.dirname },
    },
    settings: {
      'import-x/extensions': ['.ts', '.tsx'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: `${import.meta.dirname}/tsconfig.json` })],
    },
    rules: {
      ...restricted(),
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
      'max-lines': ['error', 400],
      'max-lines-per-function': ['error', 60],
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  { files: ['lib/**'], ignores: ['**/*.test.ts'], rules: restricted(noNode, noReact) },
  { files: ['components/**'], ignores: ['**/*.test.{ts,tsx}', 'components/**/test-*.ts'], rules: restricted(noNode) },
  { files: ['server/**', 'demo/**'], rules: restricted(noReact) },
  {
    files: ['demo/**'],
    ignores: ['**/*.test.ts', ...demoEdges],
    rules: { 'no-restricted-syntax': ['error', ...outsideTimeAndChance] },
  },
  {
    files: ['**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: { ...reactHooks.configs.recommended.rules, 'max-lines-per-function': ['error', 100] },
  },
  { files: ['**/*.test.{ts,tsx}', 'e2e/**/*.spec.ts'], rules: { 'max-lines-per-function': 'off' } },
])
