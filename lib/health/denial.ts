import type { Cause } from './causes'
import type { Reference } from './reference'

/** Why the API server refused to make a pod. */
export interface Denial {
  readonly cause: Cause
  readonly detail: Readonly<Record<string, string>>
  readonly why: string
  /** What refuses, where it stands above the workloads that it stops. */
  readonly subject?: Omit<Reference, 'uid'>
}

type Reading = readonly [text: RegExp, read: (match: RegExpExecArray, namespace: string) => Denial]

// Texts: admission plugins resourcequota, limitranger, podsecurity, serviceaccount and webhook (k8s.io/apiserver v1.36).
const readings: readonly Reading[] = [
  [/exceeded quota: ([^,]+), (requested: .*)/, (match, namespace) => quota(match, namespace)],
  [
    /insufficient quota to consume: (.*)/,
    ([, what = '']) => ({ cause: 'quota-unspecified', detail: { quota: '' }, why: what }),
  ],
  [
    /failed quota: ([^:]+): must specify (.*)/,
    ([, name = '', what = '']) => ({ cause: 'quota-unspecified', detail: { quota: name }, why: what }),
  ],
  [
    /status unknown for quota: (.*)/,
    ([, what = '']) => ({ cause: 'create-denied', detail: {}, why: `status unknown for quota: ${what}` }),
  ],
  [
    /(maximum|minimum) (\S+) usage per (Container|Pod|PersistentVolumeClaim).*|.*max limit to request ratio.*/,
    ([text]) => ({ cause: 'limit-range', detail: {}, why: text }),
  ],
  [
    /violates PodSecurity "([^"]+)": (.*)/,
    ([, profile = '', what = '']) => ({ cause: 'pod-security', detail: { profile }, why: what }),
  ],
  [
    /failed calling webhook "([^"]+)": (.*)/,
    ([, webhook = '', what = '']) => ({
      cause: 'webhook-unreachable',
      detail: { webhook },
      why: what,
      subject: { kind: 'AdmissionWebhook', namespace: '', name: webhook },
    }),
  ],
  [
    /admission webhook "([^"]+)" denied the request(?:: (.*)| without explanation)/,
    ([, webhook = '', what = '']) => ({ cause: 'webhook-denied', detail: { webhook }, why: what }),
  ],
  [
    /ValidatingAdmissionPolicy '([^']+)' with binding '[^']+' denied request: (.*)/,
    ([, policy = '', what = '']) => ({ cause: 'policy-denied', detail: { policy }, why: what }),
  ],
  [
    /error looking up service account (?:[^/\s]+\/)?([^:\s]+): /,
    ([, account = '']) => ({ cause: 'service-account-missing', detail: { account }, why: '' }),
  ],
]

function quota([, name = '', why = '']: RegExpExecArray, namespace: string): Denial {
  return { cause: 'quota', detail: { quota: name }, why, subject: { kind: 'ResourceQuota', namespace, name } }
}

/** Reads `Error creating: pods "web-1" is forbidden: exceeded quota: …`, or the same without its beginning. */
export function readDenial(message: string, namespace: string): Denial {
  const line = message.replaceAll(/\s+/g, ' ')
  for (const [text, read] of readings) {
    const match = text.exec(line)
    if (match !== null) return read(match, namespace)
  }
  // The name of the pod that was refused is new each time.
  const why = line.replace(/^Error creating: /, '').replace(/^(pods?|Pod) "[^"]*" (is forbidden|is invalid): /, '')
  return { cause: 'create-denied', detail: {}, why }
}
