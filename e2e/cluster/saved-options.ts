import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Failure } from './failure'
import { type ClusterOptions, defaultOptions, optionalComponents } from './spec'

const optionsFile = (folder: string): string => join(folder, 'cluster.json')

const savedOptions = z.object({
  nodes: z.number(),
  portBase: z.number(),
  without: z.array(z.enum(optionalComponents)),
  metricResolution: z.string(),
  scrapeInterval: z.string(),
})

/** What the cluster in this folder was made with; undefined where none was made. */
export function readOptions(folder: string): ClusterOptions | undefined {
  const file = optionsFile(folder)
  if (!existsSync(file)) return undefined
  const parsed = savedOptions.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!parsed.success) throw new Failure(`${file} is not a cluster's; remove the folder and make the cluster anew.`)
  return parsed.data
}

export function writeOptions(folder: string, options: ClusterOptions): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(optionsFile(folder), `${JSON.stringify(options, null, 2)}\n`)
}

/** What is asked for wins over what the folder was made with, but for the ports, which every node's status carries. */
export function mergeOptions(asked: Partial<ClusterOptions>, saved: ClusterOptions | undefined): ClusterOptions {
  if (saved && asked.portBase !== undefined && asked.portBase !== saved.portBase) {
    throw new Failure(
      `This cluster was made with --port-base ${saved.portBase}; give that, or another --dir for another cluster.`,
    )
  }
  const merged = { ...defaultOptions, ...saved, ...asked }
  return { ...merged, nodes: Math.max(merged.nodes, saved?.nodes ?? 0) }
}
