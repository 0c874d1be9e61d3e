import type { Scenario } from '@/e2e/kubectl/step'
import { autoscaler, descriptions, events, lists, missing, objects, watches } from './reading'
import { access, canary, discovery, logs, usage } from './running'
import { nodes, rollouts, scaling, waits, writes } from './writing'

/** In this order, in one namespace; `shop.yaml` and `canary.yaml` stand before. */
export const scenarios: readonly Scenario[] = [
  lists,
  objects,
  missing,
  watches,
  descriptions,
  events,
  logs,
  access,
  discovery,
  scaling,
  rollouts,
  writes,
  usage,
  autoscaler,
  waits,
  nodes,
  canary,
]

/** What both clusters get before the first scenario. */
export const preparation: readonly string[] = [
  'apply -f e2e/kubectl/manifests/shop.yaml',
  'apply -f e2e/kubectl/manifests/canary.yaml',
  'rollout status deployment/web --timeout=60s',
  'rollout status statefulset/db --timeout=60s',
  'wait job/report --for=condition=complete --timeout=60s',
  'argo rollouts status pay --timeout 60s',
]
