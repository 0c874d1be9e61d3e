/** A way in which the demo's texts may differ from a real cluster's: these lines of these commands are left out. */
export interface Accepted {
  readonly commands: RegExp
  /** Of what `compare.ts` makes of an output: `out …`, `err …`. */
  readonly lines: RegExp
  /** As docs/demo.md tells it. */
  readonly reason: string
}

const groups =
  'admissionregistration.k8s.io|apiregistration.k8s.io|certificates.k8s.io|flowcontrol.apiserver.k8s.io|node.k8s.io|resource.k8s.io'
const types = [
  'bindings|componentstatuses|endpoints|podtemplates|replicationcontrollers',
  'ipaddresses|servicecidrs',
  'csidrivers|csinodes|csistoragecapacities|volumeattachments|volumeattributesclasses',
].join('|')

export const accepted: readonly Accepted[] = [
  {
    commands: /^(describe pod|events|get events)/,
    lines: /^out .*\b(kwok_controller|Pulling|Pulled|Created|Started)\b/,
    reason:
      'The demo plays a kubelet: pods tell of pulling their image and of making and starting their containers. The test ' +
      'cluster runs no kubelet, and tells only that a container has started.',
  },
  {
    commands: /^get pod .* -o yaml/,
    lines: /^out +observedGeneration: 1$/,
    reason:
      'The demo’s kubelet writes observedGeneration into a pod’s status and conditions, as one of 1.36 does; the test ' +
      'cluster’s simulated one does not.',
  },
  {
    commands: /^logs .*--previous/,
    lines: /./,
    reason:
      'The demo refuses the log of a container that has not run before; the test cluster has the same file for every ' +
      'container.',
  },
  {
    commands: /^auth whoami/,
    lines: /^out Extra: authentication\.kubernetes\.io\/credential-id/,
    reason:
      'People sign in to the demo with tokens; the test cluster’s administrator has a certificate, which is named.',
  },
  {
    commands: /^api-versions/,
    lines: new RegExp(`^out (?:(?:${groups})/|autoscaling/v1$)`),
    reason: 'API groups that the demo does not serve; autoscaling is served as v2 only.',
  },
  {
    commands: /^api-resources/,
    lines: new RegExp(`^out (?:(?:${types}) |.* (?:${groups})/)`),
    reason: 'Types that the demo does not serve.',
  },
  {
    commands: /^explain/,
    lines: /./,
    reason: 'The demo publishes no schemas of its types: `kubectl explain` has nothing to explain.',
  },
  {
    commands: /^(describe|get .*-o yaml|events|get events).*(hpa|pdb|job|statefulset)/,
    lines: /FailedGetResourceMetric|FailedComputeMetricsReplicas|NoPods/,
    reason:
      'Warnings of a workload’s first seconds, when its pods or their metrics are not there yet: which of them are told ' +
      'depends on who is faster.',
  },
  {
    commands: /^describe hpa/,
    lines: /^out +(?:AbleToScale|ScalingLimited) /,
    reason: 'How an autoscaler words that nothing is to be done depends on what it measured in the seconds before.',
  },
  {
    commands: /^describe (hpa|pdb)/,
    lines: /^out (?:Events:| +Type +Reason +Age| +---- +------ +---- +---- )/,
    reason: 'The heading of those warnings, which stands over nothing where none was told.',
  },
]
