/** How an act ended. `unknown` also of an intent that nothing is known of: the act may have happened or not. */
export type Outcome = 'done' | 'refused' | 'failed' | 'unknown'

/** With whose credentials a cluster was asked: the kubeconfig's, the deputy's in their name, or a token of their own. */
export type Through = 'kubeconfig' | 'deputy' | 'token'

/** What an act was on; null where it does not apply. Resources as RBAC writes them: `deployments.apps`, `pods/exec`. */
export interface Target {
  readonly cluster: string | null
  readonly resource: string | null
  readonly namespace: string | null
  readonly name: string | null
  readonly uid: string | null
}

/** Who did what on what, as whoever records it says. Values, tokens and headers have no place in it. */
export interface AuditEntry {
  readonly person: string
  /** As which groups they acted. */
  readonly groups: readonly string[]
  /** How they signed in: `local`, `token`, `oidc`, `proxy`, `link`. */
  readonly provider?: string | undefined
  readonly through?: Through | undefined
  /** One of `auditVerbs`, or a Kubernetes verb. */
  readonly verb: string
  readonly target?: Partial<Target> | undefined
  /** Why, in the words of the person. */
  readonly reason?: string | undefined
  /** From where: an IP address. */
  readonly address?: string | undefined
  /** The id of the request, to find it in other logs. */
  readonly request?: string | undefined
}

/** How an act ended; `problem` is a code such as `forbidden` or `conflict`, never a message with values in it. */
export interface AuditEnd {
  readonly outcome: Outcome
  readonly problem?: string | undefined
}

/**
 * `fact` a thing that happened at once; `intent` what someone was about to do; `outcome` how that went;
 * `settlement` how it must have gone, found by looking after the program was cut off.
 */
export type RecordKind = 'fact' | 'intent' | 'outcome' | 'settlement'

/** One record as it is kept and as its hash covers it. */
export interface AuditRecord extends Target {
  /** 1, 2, 3 … without a gap. */
  readonly sequence: number
  /** Milliseconds since 1970. */
  readonly at: number
  readonly kind: RecordKind
  /** The sequence of the intent that an outcome or a settlement ends. */
  readonly intent: number | null
  readonly person: string
  readonly groups: readonly string[]
  readonly provider: string | null
  readonly through: Through | null
  readonly verb: string
  readonly outcome: Outcome | null
  readonly problem: string | null
  readonly reason: string | null
  readonly address: string | null
  readonly request: string | null
}

/** What is known of how an act ended: `under-way` as long as this process is at it. */
export type Standing = Outcome | 'under-way'

/** One act as people read it: a fact, or an intent with its end. */
export interface AuditAct extends Omit<AuditRecord, 'outcome'> {
  readonly outcome: Standing
  readonly endedAt: number | null
  /** Found out by looking, not told by the one who acted. */
  readonly settled: boolean
}
