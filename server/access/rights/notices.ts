import type { Problem } from '@/lib/live/freshness'
import type { Difference } from './comparison'

/** What viewers are told where it is not RBAC's objects that decide. */
export function unreadable({ sentence }: Problem): Problem {
  return {
    code: 'rights-by-review',
    sentence:
      "Who may see what is asked of the API server once a minute, because RBAC's roles and bindings can't be read here: rights that change show later.",
    detail: sentence,
  }
}

export function differs({ user, asked, isAllowed }: Difference): Problem {
  const where = asked.namespace === '' ? 'in all namespaces' : `in ${asked.namespace}`
  const resource = asked.group === '' ? asked.resource : `${asked.resource}.${asked.group}`
  return {
    code: 'rights-by-review',
    sentence:
      'This cluster decides rights by more than RBAC, so that who may see what is asked of the API server once a minute: rights that change show later.',
    detail: `${user} ${isAllowed ? 'may' : 'may not'} ${asked.verb} ${resource} ${where}, and RBAC says otherwise`,
  }
}
