import { type Command, prepare, type Scenario } from '@/e2e/kubectl/step'

/** What it says on the way depends on who is faster. */
const settled = (workload: string): Command => ({
  run: `rollout status ${workload} --timeout=50s`,
  only: /successfully|complete|rror/,
})

export const rollouts: Scenario = {
  name: 'rollouts of a Deployment',
  steps: [
    'rollout status deployment/web',
    'annotate deployment web kubernetes.io/change-cause=first',
    'set image deployment/web main=registry.example.com/compare/web:2.0.0',
    settled('deployment/web'),
    'annotate deployment web kubernetes.io/change-cause=second --overwrite',
    'rollout history deployment/web',
    'rollout history deployment/web --revision=2',
    'rollout history deployment/web --revision=9',
    'rollout pause deployment/web',
    'rollout pause deployment/web',
    'rollout restart deployment/web',
    'rollout resume deployment/web',
    'rollout undo deployment/web',
    settled('deployment/web'),
    "get deploy web -o jsonpath='{.spec.template.spec.containers[0].image}'",
    'rollout undo deployment/web --to-revision=9',
    'rollout status statefulset/db',
    'rollout history statefulset/db',
    'rollout pause statefulset/db',
    'set env deployment/web LEVEL=debug',
    'set resources deployment/web --limits=cpu=200m,memory=128Mi',
  ],
}

export const scaling: Scenario = {
  name: 'scaling',
  steps: [
    'scale deployment web --replicas=3',
    settled('deployment/web'),
    'scale deployment web --replicas=2 --current-replicas=5',
    'scale deployment web --replicas=2 --current-replicas=3',
    'wait deployment/web --for=jsonpath={.status.readyReplicas}=2 --timeout=30s',
    "get deploy web -o jsonpath='{.spec.replicas}'",
    'get --raw /apis/apps/v1/namespaces/{namespace}/deployments/web/scale',
    'autoscale deployment web --min=2 --max=2 --cpu=90%',
    'delete hpa web',
  ],
}

const configMap = (data: string) => `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"made"},"data":${data}}`
const wrongSelector = JSON.stringify({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'wrong' },
  spec: {
    selector: { matchLabels: { app: 'one' } },
    template: { metadata: { labels: { app: 'two' } }, spec: { containers: [{ name: 'main', image: 'nginx' }] } },
  },
})
const pod = (container: object) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'wrong' }, spec: { containers: [container] } })

export const writes: Scenario = {
  name: 'create, apply, patch, label, annotate and delete',
  steps: [
    'create configmap one --from-literal=a=b',
    'create configmap one --from-literal=a=b',
    'create serviceaccount robot',
    'create secret generic token --from-literal=t=1',
    'create deployment quick --image=registry.example.com/compare/quick:1 --replicas=1',
    'expose deployment quick --port=80',
    'create job manual --from=cronjob/nightly',
    'create role reader --verb=get,list --resource=pods',
    'create rolebinding readers --role=reader --serviceaccount={namespace}:robot',
    'get roles',
    'get rolebindings -o wide',
    'create quota small --hard=pods=20,services=9',
    'create configmap dry --from-literal=a=b --dry-run=server',
    { run: 'apply -f -', stdin: configMap('{"a":"1"}') },
    { run: 'apply -f -', stdin: configMap('{"a":"1"}') },
    { run: 'apply -f -', stdin: configMap('{"a":"2","b":"3"}') },
    { run: 'apply --server-side -f -', stdin: configMap('{"a":"2"}').replace('made', 'owned') },
    { run: 'diff -f -', stdin: configMap('{"a":"9"}'), only: /^[-+] / },
    "get configmap made -o jsonpath='{.data}'",
    { run: 'replace -f -', stdin: configMap('{"c":"4"}') },
    `patch configmap made -p '{"data":{"d":"5"}}'`,
    `patch configmap made -p '{"data":{"d":"5"}}'`,
    `patch configmap made --type=merge -p '{"data":{"c":null}}'`,
    `patch configmap made --type=json -p '[{"op":"add","path":"/data/e","value":"6"}]'`,
    `patch configmap made --type=json -p '[{"op":"remove","path":"/data/nope"}]'`,
    `patch deployment quick -p '{"spec":{"template":{"spec":{"containers":[{"name":"quick","image":"other:2"}]}}}}'`,
    `patch deployment quick --type=merge -p '{"spec":{"replicas":"many"}}'`,
    `patch deployment quick --type=merge -p '{"spec":{"replicas":-1}}'`,
    `patch deployment quick --type=merge -p '{"spec":{"selector":{"matchLabels":{"app":"x"}}}}'`,
    'label configmap made colour=red',
    'label configmap made colour=blue',
    'label configmap made colour=blue --overwrite',
    'label configmap made colour-',
    'annotate configmap made note=yes',
    "label configmap made 'bad key=x'",
    { run: 'create -f -', stdin: wrongSelector },
    { run: 'create -f -', stdin: pod({ name: 'Main', image: 'nginx' }) },
    { run: 'create -f -', stdin: pod({ name: 'main' }) },
    { run: 'create -f -', stdin: pod({ name: 'main', image: 'nginx', imagee: 'x' }) },
    { run: 'apply -f -', stdin: configMap('"text"') },
    'delete configmap one',
    'delete deployment,service quick',
    'delete job manual',
    'delete pods -l app=nope',
    'delete role/reader rolebinding/readers',
    'delete quota small',
  ],
}

export const waits: Scenario = {
  name: 'waits',
  steps: [
    'wait deployment/web --for=condition=Available --timeout=20s',
    'wait job/report --for=condition=complete --timeout=30s',
    'wait deployment/web --for=condition=Nope --timeout=1s',
    'wait pod/db-0 --for=condition=Ready --timeout=20s',
    'delete pod db-0',
    'wait pod/db-0 --for=condition=Ready --timeout=30s',
    prepare('create deployment passing --image=registry.example.com/compare/passing:1'),
    'delete deployment passing --cascade=foreground',
    'wait deployment/passing --for=delete --timeout=20s',
    'wait pod -l app=nope --for=condition=Ready --timeout=1s',
  ],
}

/** What stands on a node and what it is made of differs; the words do not. */
const sections =
  /^ +(Type +Status|\w+Pressure|Ready|Namespace|Resource|Hostname)|^(Name|Roles|Unschedulable|Conditions|Addresses|Capacity|Allocatable|System Info|Lease|Allocated)/

export const nodes: Scenario = {
  name: 'cordon, taint and drain',
  steps: [
    {
      run: "get nodes -l '!node-role.kubernetes.io/control-plane' -o jsonpath='{.items[-1:].metadata.name}'",
      keep: 'node',
    },
    'label node {node} compare=edge',
    'taint node {node} compare=edge:NoSchedule',
    'taint node {node} compare=edge:NoSchedule',
    prepare('apply -f e2e/kubectl/manifests/edge.yaml'),
    settled('deployment/edge'),
    { run: 'get node {node}', measured: true },
    { run: 'describe node {node}', measured: true, asSet: true, only: sections },
    'cordon {node}',
    'cordon {node}',
    "get node {node} -o jsonpath='{.spec.unschedulable}'",
    { run: 'get node {node}', measured: true },
    { run: 'drain {node} --pod-selector=app=edge --timeout=2s', asSet: true },
    prepare('delete pdb edge'),
    { run: 'drain {node} --pod-selector=app=edge --timeout=40s', asSet: true },
    'get pods -l app=edge',
    'uncordon {node}',
    'uncordon {node}',
    settled('deployment/edge'),
    'taint node {node} compare-',
    'label node {node} compare-',
    'drain nope',
    'delete deployment edge',
  ],
}
