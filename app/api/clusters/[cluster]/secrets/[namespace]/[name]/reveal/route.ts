import { z } from 'zod'
import { refusal } from '@/app/answers'
import { isDataKey, parseSecretAddress } from '@/lib/objects/secret-address'
import { door } from '@/server/access/door/door'
import { signedIn } from '@/server/access/door/viewer'
import { addressOf } from '@/server/access/sign-in/arrive'
import { ledger } from '@/server/audit/ledger-of-process'
import { runtime } from '@/server/runtime'

const wantedSchema = z.object({ key: z.string().refine(isDataKey) })

/** The value of one key, `{key}`, as a `RevealedValue` (lib/objects/shown-secret.ts). On record before it is read. */
export async function POST(
  request: Request,
  { params }: RouteContext<'/api/clusters/[cluster]/secrets/[namespace]/[name]/reveal'>,
) {
  const { cluster, namespace, name } = await params
  const secret = parseSecretAddress(namespace, name)
  if ('problem' in secret) return unkept(refusal(secret.problem))
  const wanted = wantedSchema.safeParse(await request.json().catch(() => undefined))
  if (!wanted.success) return unkept(Response.json({ problem: badKey }, { status: 400 }))
  const answer = await runtime().reveal({
    cluster,
    secret: secret.value,
    key: wanted.data.key,
    viewer: signedIn(request),
    ledger: ledger(),
    address: addressOf(request, door()) ?? undefined,
  })
  return unkept('problem' in answer ? refusal(answer.problem) : Response.json(answer.revealed))
}

/** Neither a value nor that there is none is kept anywhere on the way. */
function unkept(response: Response): Response {
  response.headers.set('cache-control', 'no-store')
  return response
}

const badKey = {
  code: 'bad-key',
  sentence: 'Send {"key"}: the name of one key of the Secret, of letters, digits, "-", "_" and ".".',
  detail: null,
}
