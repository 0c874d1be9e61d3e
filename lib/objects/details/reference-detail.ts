export type ReferenceKind = 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim' | 'ServiceAccount'

/** Another object of the namespace that a pod's spec names. */
export interface Reference {
  readonly kind: ReferenceKind
  readonly name: string
  /** Where and what for, as in `variable DB_URL in main`, `at /etc/web in main`. */
  readonly uses: readonly string[]
  /** Its containers start without it, too. */
  readonly optional: boolean
}
