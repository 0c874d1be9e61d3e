import { looks } from '@/components/ui/looks'
import { Door } from './door'

const problems: Readonly<Record<string, string>> = {
  used: 'That link has been used already. A link lets one person in, once.',
  expired: 'That took too long, or the link has expired. Start again.',
  unknown: 'That link is not one of ours, or the server was started anew since.',
  ended: 'You were signed out: your session ended, here or elsewhere.',
  unrecorded:
    'Nobody can sign in now: sign-ins are recorded first, and the records can’t be written. Tell who runs this server.',
  'wrong-token': 'This token is not accepted there. Check the token, and the cluster if you named one.',
  unreachable: 'The cluster could not be asked whose token this is. Try again in a moment.',
  nobody: 'The identity provider named nobody who may come in here. Ask who runs this server.',
  provider: 'The identity provider refused, or could not be reached. Try again in a moment.',
  'not-vouched': 'The identity provider no longer vouches for you. Sign in again.',
  'link-over': 'That shared link has ended. Ask who sent it for a new one.',
}

export interface SignInProps {
  /** Why the last attempt let nobody in. */
  readonly problem: string | undefined
  readonly ways: readonly ('local' | 'token' | 'oidc' | 'proxy')[]
  readonly from: string
  readonly cluster: string | undefined
}

/** How one gets in: each way that the operator left open. */
export function SignIn({ problem, ways, from, cluster }: SignInProps) {
  const sentence = problem === undefined ? undefined : problems[problem]
  const query = from === '/' ? '' : `?${new URLSearchParams({ from })}`
  return (
    <Door title="Sign in to Quarterdeck">
      {sentence !== undefined && (
        <p role="alert" className="border-l-2 border-failed pl-3 text-ink">
          {sentence}
        </p>
      )}
      {ways.includes('oidc') && (
        <a href={`/api/sign-in/oidc${query}`} className={`${looks.mainButton} h-10! self-start`}>
          Sign in with your account
        </a>
      )}
      {ways.includes('token') && <TokenForm from={from} cluster={cluster} />}
      {ways.includes('proxy') && (
        <p className="border-t border-line pt-4 text-base">
          Come by the address where your organisation’s proxy asks you to sign in.
        </p>
      )}
      {ways.includes('local') && <Local alone={ways.length === 1} />}
    </Door>
  )
}

function TokenForm({ from, cluster }: Pick<SignInProps, 'from' | 'cluster'>) {
  return (
    <form
      method="post"
      action="/api/sign-in/token"
      className="flex flex-col gap-3 border-t border-line pt-4 first-of-type:border-t-0 first-of-type:pt-0"
    >
      <input type="hidden" name="from" value={from} />
      {cluster !== undefined && (
        <label className="flex flex-col gap-1 text-base">
          <span className="text-ink">Cluster</span>
          <input
            name="cluster"
            required
            autoComplete="off"
            spellCheck={false}
            defaultValue={cluster}
            className={looks.field}
          />
          <span className="text-sm">Its name, as it stands first in the address of its pages.</span>
        </label>
      )}
      <label className="flex flex-col gap-1 text-base">
        <span className="text-ink">Bearer token</span>
        <input name="token" type="password" required autoComplete="off" spellCheck={false} className={looks.field} />
        <span className="text-sm">
          For example from <code className="font-mono">kubectl create token NAME</code>. It is kept in memory, never
          written, and good for that one cluster.
        </span>
      </label>
      <button type="submit" className={`${looks.button} self-start`}>
        Sign in with a token
      </button>
    </form>
  )
}

function Local({ alone }: { alone: boolean }) {
  return (
    <div className={alone ? 'flex flex-col gap-3' : 'flex flex-col gap-2 border-t border-line pt-4 text-base'}>
      <p>
        Open the link that Quarterdeck printed in the terminal where it runs. It starts with “sign-in” and works once.
      </p>
      <p>
        No link in sight? A new one is printed as soon as the last has been used; restarting Quarterdeck prints one too.
      </p>
    </div>
  )
}
