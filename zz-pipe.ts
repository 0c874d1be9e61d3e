import { readFileSync } from 'node:fs'
import { createListReader } from '@/lib/kube/protobuf-list'
import { kinds } from '@/lib/kube/kinds/all'
import { createStore } from '@/server/kube/store'
import { byNode, byOwner } from '@/server/kube/indexes'
import { createFrame } from '@/server/live/frame'
import { createPodsView } from '@/server/views/pods'
import { createNodesView } from '@/server/views/nodes'
import { createWorkloadsView } from '@/server/views/workloads'
import { createNamespacesView } from '@/server/views/namespaces'
import { createMatches } from '@/server/live/matches'
import { parseQuestion } from '@/lib/live/question'
import { shapes } from '@/lib/views/shapes'
const load = (f: string) => readFileSync(`/tmp/list-${f}.pb`)
const read = (kind: any, f: string) => { const r = createListReader(kind.fields); const b = load(f); const out = [...r.push(b)]; out.push(...r.finish().objects); return out as any[] }
const body = load('pods')
const cpu = () => { const c = process.cpuUsage(); return (c.user + c.system) / 1000 }
let c = cpu()
const step = (name: string) => { const n = cpu(); console.log(name.padEnd(40), (n - c).toFixed(0)); c = cpu() }
const reader = createListReader(kinds.pods.fields); const pods: any[] = []
for (let i = 0; i < body.length; i += 65536) pods.push(...reader.push(body.subarray(i, i + 65536)))
step(`decode ${pods.length}`)
const mk = (ix: any) => createStore<any>(ix)
const s: any = { namespaces: mk({}), nodes: mk({}), pods: mk({ owner: byOwner, node: byNode }), deployments: mk({}), replicaSets: mk({ owner: byOwner }), statefulSets: mk({}), daemonSets: mk({}), jobs: mk({ owner: byOwner }), cronJobs: mk({}) }
const stores: any = Object.fromEntries(Object.entries(s).map(([k, v]: any) => [k, v.store]))
const only = process.argv[2] ?? 'all'
let flush = () => {}
const tasks: any[] = [0,1,2,3,4,5,6].map(() => new Set())
const T: Record<number, number> = {}
const frame: any = { task: (r: number, run: () => void) => () => tasks[r].add(run), idle: async () => {}, close() {} }
flush = () => { for (let x; (x = tasks.findIndex((t) => t.size)) >= 0;) for (const t of tasks[x]) { tasks[x].delete(t); const n = performance.now(); t(); T[x] = (T[x] ?? 0) + performance.now() - n } }
const pv = createPodsView(stores, frame), wv = createWorkloadsView(stores, pv, frame), nv = createNodesView(stores, frame); const nsv = createNamespacesView(stores, wv, pv, frame)
const q = parseQuestion(shapes.pods, new URLSearchParams('limit=1')); const m = createMatches(pv as any, (q as any).value, { namespaces: 'all', masked: [] }, frame)
for (const [k, f, st] of [['namespaces', 'ns', 'namespaces'], ['nodes', 'nodes', 'nodes'], ['deployments', 'dep', 'deployments'], ['replicasets', 'rs', 'replicaSets'], ['jobs', 'jobs', 'jobs']] as const) for (const o of read((kinds as any)[k], f)) s[st].writer.put(o)
flush(); step('other types'); for (const k in T) delete T[k]
const per = Number(process.argv[3] ?? 250); let put = 0
for (let i = 0; i < pods.length; i += per) { const n = performance.now(); for (const p of pods.slice(i, i + per)) s.pods.writer.put(p); put += performance.now() - n; flush() }
step(`put + views, frames of ${per}`); console.log('put', put.toFixed(0), 'ranks', Object.fromEntries(Object.entries(T).map(([k, v]) => [k, +v.toFixed(0)])), m.ordered.length)
