import { asSet, type Command, nothing, prepare, type Scenario } from '@/e2e/kubectl/step'

export const logs: Scenario = {
  name: 'logs',
  steps: [
    { run: 'logs db-0 --tail=3', only: nothing },
    { run: 'logs deployment/web --tail=2', only: /^Found|^error:/ },
    'logs db-0 -c nope',
    'logs db-0 --previous',
    { run: 'logs db-0 --follow --tail=1', seconds: 5, only: nothing },
    { run: 'logs db-0 --since=1s', only: nothing },
    { run: 'logs db-0 --timestamps --tail=1', only: nothing },
    { run: 'logs -l app=db --prefix --tail=1', only: nothing },
    'logs db-0 --tail=x',
    'logs service/nope',
  ],
}

export const usage: Scenario = {
  name: 'top',
  steps: [
    prepare('top pods -l app=db'),
    { run: 'top pods -l app=db', measured: true, asSet: true },
    { run: 'top pods -l app=db --containers', measured: true, asSet: true },
    { run: 'top pods -l app=db --sum --sort-by=memory', measured: true, asSet: true },
    'top pod nope',
    'top pods -l app=nope',
    { run: 'top nodes', only: /NAME|error/ },
    'top node nope',
    { run: 'get --raw /apis/metrics.k8s.io/v1beta1', only: /kind|name|verbs|namespaced/ },
    { run: 'get pods.metrics.k8s.io -l app=db', measured: true, only: /NAME|error/ },
  ],
}

export const access: Scenario = {
  name: 'access',
  steps: [
    'auth whoami',
    'auth can-i list pods',
    'auth can-i delete nodes --as=somebody',
    'auth can-i get pods --as=system:serviceaccount:{namespace}:default',
    asSet('auth can-i --list'),
    asSet('auth can-i --list --as=somebody'),
    'get pods --as=somebody',
    'get nodes --as=somebody',
    'delete deployment web --as=somebody',
    'create configmap x --as=somebody',
    'get pods --as=somebody -A',
  ],
}

export const discovery: Scenario = {
  name: 'discovery',
  steps: [
    { run: 'version', only: /^Client|^Kustomize|error/ },
    'api-versions',
    'api-resources --no-headers -o wide',
    'api-resources --api-group=apps',
    'api-resources --api-group=argoproj.io',
    'api-resources --api-group=metrics.k8s.io',
    'explain deployment.spec.replicas',
    'cluster-info',
    'get --raw /readyz',
    'get --raw /nope',
  ],
}

const status = 'argo rollouts status pay --timeout 40s'
/** Without its pods, which start and end at their own pace. */
const get: Command = { run: 'argo rollouts get rollout pay --no-color', asSet: true, only: /^(?!.* Pod )/ }
const until = (field: string, value: string) =>
  prepare(`wait rollout/pay --for=jsonpath='{.status.${field}}'=${value} --timeout=40s`)

export const canary: Scenario = {
  name: 'a canary with the Argo Rollouts plugin',
  steps: [
    status,
    'argo rollouts list rollouts',
    { ...get, only: /./ },
    'argo rollouts set image pay main=registry.example.com/compare/pay:2.0.0',
    until('phase', 'Paused'),
    'argo rollouts status pay --timeout 3s',
    get,
    'argo rollouts promote pay',
    until('currentStepIndex', '3'),
    until('phase', 'Paused'),
    get,
    asSet('events --for rollout/pay'),
    'argo rollouts abort pay',
    until('phase', 'Degraded'),
    until('replicas', '2'),
    'argo rollouts status pay --timeout 3s',
    get,
    'argo rollouts retry rollout pay',
    until('phase', 'Paused'),
    'argo rollouts promote pay --full',
    status,
    get,
    'argo rollouts pause pay',
    until('phase', 'Paused'),
    'argo rollouts promote pay',
    until('phase', 'Healthy'),
    'argo rollouts undo pay --to-revision=1',
    until('phase', 'Paused'),
    'argo rollouts promote pay --full',
    status,
    'get rollouts',
    'argo rollouts restart pay',
    'argo rollouts get rollout nope',
    'argo rollouts promote nope',
  ],
}
