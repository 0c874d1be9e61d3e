// Lets Node run the project's TypeScript as it stands: resolves `@/…` from the root and adds the extension that imports leave off.
import { existsSync } from 'node:fs'
import { enableCompileCache, registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

if (Number(process.versions.node.split('.')[0]) < 26) {
  console.error('Node 26 is needed and comes with `npm ci`: start this through `npm run`.')
  process.exit(1)
}

const root = new URL('./', import.meta.url)

// Stripped of types and compiled once, not at each start; where it can't be kept, nothing else changes.
enableCompileCache(fileURLToPath(new URL('node_modules/.cache/quarterdeck/', root)))

registerHooks({
  resolve(specifier, context, next) {
    const { parentURL = '' } = context
    const ours = specifier.startsWith('@/') || specifier.startsWith('./')
    if (!ours || !parentURL.startsWith(root.href) || !parentURL.endsWith('.ts')) return next(specifier, context)
    const url = specifier.startsWith('@/') ? new URL(specifier.slice(2), root) : new URL(specifier, parentURL)
    const withExtension = `${url.href}.ts`
    return next(existsSync(fileURLToPath(withExtension)) ? withExtension : url.href, context)
  },
})
