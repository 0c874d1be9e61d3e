import { asSet, prepare, type Scenario } from '@/e2e/kubectl/step'

const wide = [
  'deployments',
  'replicasets',
  'statefulsets',
  'services',
  'jobs',
  'cronjobs',
  'poddisruptionbudgets',
  'ingresses',
  'networkpolicies',
  'endpointslices',
  'configmaps',
  'secrets',
  'serviceaccounts',
  'controllerrevisions',
  'rollouts',
  'pods',
]

export const lists: Scenario = {
  name: 'lists',
  steps: [
    ...wide.map((types) => `get ${types} -o wide`),
    'get pods',
    'get daemonsets',
    'get deploy/web svc/web',
    'get pods -l app=web --show-labels',
    "get pods -l 'app in (web,db),app!=db' -L app",
    { run: 'get pods -A -l app=web', only: /NAMESPACE|<namespace>/ },
    'get pods --field-selector status.phase=Running',
    'get pods --field-selector status.phase=Running,metadata.name=db-0 -o name',
    'get pods -l app=db --sort-by .metadata.name --no-headers',
    "get deployments -o custom-columns='NAME:.metadata.name,IMAGES:.spec.template.spec.containers[*].image'",
    "get deploy web -o jsonpath='{.spec.strategy}'",
    "get statefulset db -o jsonpath='{.status.replicas} {.status.readyReplicas} {.metadata.generation}'",
    'get namespace {namespace}',
    { run: 'get nodes', only: /NAME|error/ },
    { run: 'get nodes -o wide', only: /NAME|error/ },
    asSet('get events --field-selector reason=ScalingReplicaSet,involvedObject.kind=Deployment'),
  ],
}

export const objects: Scenario = {
  name: 'objects in full',
  steps: [
    'get deployment web -o yaml',
    'get service web -o yaml',
    'get statefulset db -o yaml',
    'get configmap settings -o json',
    'get job report -o yaml',
    'get cronjob nightly -o yaml',
    'get pdb web -o yaml',
    'get pod db-0 -o yaml',
    'get rollout pay -o yaml',
  ],
}

export const missing: Scenario = {
  name: 'what is not there',
  steps: [
    'get pod nope',
    'get pods -l app=nope',
    'get nosuch',
    'get deploy/web deploy/nope',
    'get pods -n nope',
    'describe pod nope',
    'delete configmap nope',
    'delete configmap nope --ignore-not-found',
    'scale deployment nope --replicas=2',
    'rollout status deployment/nope',
    'logs nope',
    'get pods --field-selector spec.nope=x',
    "get pods -l 'a b'",
  ],
}

export const watches: Scenario = {
  name: 'watches',
  steps: [
    { run: 'get pods -l app=db --watch', seconds: 1.5 },
    { run: 'get statefulsets -o wide --watch-only', seconds: 2.5, meanwhile: 'annotate statefulset db seen=yes' },
    { run: 'get configmap settings --watch', seconds: 2.5, meanwhile: 'label configmap settings seen=yes' },
    { run: 'get configmap settings --watch --output-watch-events', seconds: 2.5, meanwhile: 'label cm settings seen-' },
    { run: 'get rollouts -w', seconds: 1.5 },
    { run: 'get configmap settings -o name --watch', seconds: 2 },
  ],
}

export const descriptions: Scenario = {
  name: 'descriptions',
  steps: [
    'describe deployment web',
    { run: "get pods -l app=web -o jsonpath='{.items[0].metadata.name}'", keep: 'pod' },
    'describe pod {pod}',
    'describe pod db-0',
    'describe replicaset -l app=web',
    'describe statefulset db',
    'describe service web',
    'describe pdb web',
    'describe job report',
    'describe cronjob nightly',
    'describe configmap settings',
    'describe secret password',
    'describe ingress web',
    'describe networkpolicy web',
    'describe serviceaccount default',
    'describe namespace {namespace}',
    'describe rollout pay',
  ],
}

/** Late: on a real cluster a pod's first measurements, and what follows from them, take a minute. */
export const autoscaler: Scenario = {
  name: 'an autoscaler',
  steps: [
    prepare('wait hpa/db --for=condition=ScalingActive --timeout=60s'),
    'get hpa -o wide',
    'get all',
    "get hpa db -o jsonpath='{.spec}'",
    'describe hpa db',
  ],
}

export const events: Scenario = {
  name: 'events',
  steps: [
    asSet('events --for deployment/web'),
    asSet('events --for statefulset/db'),
    asSet('events --for pod/db-0'),
    asSet('events --for job/report'),
    asSet('events --types=Warning --for cronjob/nightly'),
    asSet('get events --field-selector involvedObject.name=db-0'),
  ],
}
