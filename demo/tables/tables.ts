import type { ResourceName } from '@/demo/store/types'
import { bindings } from './access'
import { rollouts, runs, templates } from './argo'
import * as core from './core'
import * as network from './network'
import { pods } from './pods'
import type { TableKind } from './table'
import * as workloads from './workloads'

const { plain, aged, ...ofCore } = core

/** As k8s.io/kubernetes pkg/printers/internalversion/printers.go, v1.36, prints each type. */
export const tables: Readonly<Record<ResourceName, TableKind>> = {
  ...ofCore,
  ...network,
  ...workloads,
  pods,
  serviceaccounts: aged,
  limitranges: plain,
  roles: plain,
  clusterroles: plain,
  customresourcedefinitions: plain,
  rolebindings: bindings,
  clusterrolebindings: bindings,
  rollouts,
  analysisruns: runs,
  experiments: runs,
  analysistemplates: templates,
  clusteranalysistemplates: templates,
}
