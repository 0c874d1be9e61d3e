import { Door } from './door'

const problems: Readonly<Record<string, string>> = {
  used: 'That link has been used already. A link lets one person in, once.',
  expired: 'That link has expired.',
  unknown: 'That link is not one of ours, or the server was started anew since.',
}

/** How one gets in. `problem` is why the last link did not open. */
export function SignIn({ problem }: { problem: string | undefined }) {
  const sentence = problem === undefined ? undefined : problems[problem]
  return (
    <Door title="Sign in to Quarterdeck">
      {sentence !== undefined && (
        <p role="alert" className="border-l-2 border-failed pl-3 text-ink">
          {sentence}
        </p>
      )}
      <p>
        Open the link that Quarterdeck printed in the terminal where it runs. It starts with “sign-in” and works once.
      </p>
      <p>
        No link in sight? A new one is printed as soon as the last has been used; restarting Quarterdeck prints one too.
      </p>
    </Door>
  )
}
