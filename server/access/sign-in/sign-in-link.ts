import { type Door, door } from '@/server/access/door/door'
import { tooManyAttempts } from './answers'
import { addressOf, arrive, refuseArrival } from './arrive'

/** Opens a shared view, from the button of its page: following a link alone changes no session. */
export async function signInWithLink(request: Request, at: Door = door()): Promise<Response> {
  const code = new URLSearchParams(await request.text()).get('code') ?? ''
  const found = await at.sharedLinks.find(code)
  if (found === undefined) {
    if (!(await at.limits.allowsAttempt(addressOf(request, at) ?? ''))) return tooManyAttempts()
    return refuseArrival(request, { person: 'somebody', provider: 'link' }, 'link-over', at)
  }
  const { record, principal } = found
  const query = new URLSearchParams(record.namespaces.map((namespace) => ['namespace', namespace]))
  const to = `/${encodeURIComponent(record.cluster)}?${query}`
  return arrive(request, { principal, subject: record.hash, endsAt: record.endsAt }, to, at)
}

/** What a code would open, for the page before it is opened. */
export async function sharedView(code: string, at: Door = door()) {
  const found = await at.sharedLinks.find(code)
  if (found === undefined) return undefined
  const { label, maker, cluster, namespaces, endsAt } = found.record
  return { label, maker, cluster, namespaces, endsAt }
}
