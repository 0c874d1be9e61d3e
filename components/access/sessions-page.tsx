'use client'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { looks } from '@/components/ui/looks'
import { browserName } from './browser-name'
import { formatMoment } from './moment'

interface Session {
  readonly id: string
  readonly person: string
  readonly provider: string
  readonly user: string | null
  readonly beganAt: number
  readonly visitedAt: number
  readonly endsAt: number
  readonly userAgent: string | null
  readonly address: string | null
  readonly isThis: boolean
}

interface SharedLink {
  readonly id: string
  readonly label: string
  readonly maker: string
  readonly cluster: string
  readonly namespaces: readonly string[]
  readonly madeAt: number
  readonly endsAt: number
}

interface Props {
  readonly person: string
  readonly isAdministrator: boolean
  readonly sessions: readonly Session[]
  readonly links: readonly SharedLink[]
}

/** Where somebody is signed in and what they handed out, each with the button that ends it. */
export function SessionsPage({ person, isAdministrator, sessions, links }: Props) {
  const { end, problem } = useEnding()
  return (
    <main className="mx-auto flex min-h-dvh max-w-4xl flex-col gap-8 px-6 py-10">
      <header className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h1 className="grow text-xl font-semibold tracking-tight">Sessions and links</h1>
        <Link href="/" className={looks.link}>
          Back to the clusters
        </Link>
        <p className="w-full text-quiet">
          {isAdministrator ? 'Everybody’s: you are an administrator.' : `Those of ${person}.`} What you end here ends at
          once, wherever it is open.
        </p>
      </header>
      <p role="alert" className="border-l-2 border-failed pl-3 empty:hidden">
        {problem}
      </p>
      <section aria-labelledby="sessions">
        <h2 id="sessions" className={looks.heading}>
          Sessions
        </h2>
        <ul>
          {sessions.map((session) => (
            <SessionLine key={session.id} session={session} onEnd={() => end(`/api/sessions/${session.id}`)} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="links">
        <h2 id="links" className={looks.heading}>
          Shared links
        </h2>
        {links.length === 0 && (
          <p className="py-3 text-quiet">None. “Share a view…” in the menu under your name makes one.</p>
        )}
        <ul>
          {links.map((link) => (
            <LinkLine key={link.id} link={link} onEnd={() => end(`/api/shared-links/${link.id}`)} />
          ))}
        </ul>
      </section>
    </main>
  )
}

function SessionLine({ session, onEnd }: { session: Session; onEnd(): void }) {
  const { person, provider, user, userAgent, address, beganAt, visitedAt, isThis } = session
  const acting = user !== null && user !== person ? `, as ${user}` : ''
  const facts = [
    `since ${formatMoment(beganAt)}`,
    `last seen ${formatMoment(visitedAt)}`,
    ...(address === null ? [] : [`from ${address}`]),
  ]
  return (
    <li className="flex items-center gap-4 border-b border-line py-3">
      <div className="min-w-0 grow">
        <p className="wrap-break-word">
          <span className="font-medium">{person}</span>{' '}
          <span className="text-quiet">
            {ways[provider] ?? provider}
            {acting}
          </span>
          {isThis && <span className="text-healthy"> · this browser</span>}
        </p>
        <p className="text-sm text-quiet">{facts.join(' · ')}</p>
        {userAgent !== null && (
          <p className="truncate text-sm text-quiet" title={userAgent}>
            {browserName(userAgent)}
          </p>
        )}
      </div>
      <EndButton label={`End the session of ${person}${isThis ? ', this one' : ''}`} onEnd={onEnd} />
    </li>
  )
}

function LinkLine({ link, onEnd }: { link: SharedLink; onEnd(): void }) {
  const { label, maker, cluster, namespaces, endsAt } = link
  return (
    <li className="flex items-center gap-4 border-b border-line py-3">
      <div className="min-w-0 grow">
        <p className="wrap-break-word">
          <span className="font-medium">{label}</span> <span className="text-quiet">by {maker}</span>
        </p>
        <p className="wrap-break-word text-sm text-quiet">
          {cluster}: {namespaces.join(', ')} · until {formatMoment(endsAt)}
        </p>
      </div>
      <EndButton label={`End the link “${label}”`} onEnd={onEnd} />
    </li>
  )
}

function EndButton({ label, onEnd }: { label: string; onEnd(): void }) {
  return (
    <button type="button" aria-label={label} className={looks.button} onClick={onEnd}>
      End
    </button>
  )
}

const ways: Readonly<Record<string, string>> = {
  local: 'by a link from the terminal',
  token: 'by token',
  oidc: 'by the identity provider',
  proxy: 'through the proxy',
  link: 'by a shared link',
}

const failed = 'That did not work: the server did not answer as it should. Try again in a moment.'

function useEnding() {
  const router = useRouter()
  const [problem, setProblem] = useState<string>()
  const end = async (path: string) => {
    setProblem(await remove(path))
    router.refresh()
  }
  return { problem, end: (path: string) => void end(path) }
}

async function remove(path: string): Promise<string | undefined> {
  try {
    const response = await fetch(path, { method: 'DELETE', headers: { 'x-quarterdeck': '1' } })
    if (response.ok) return undefined
    const answer: { problem?: { sentence: string } } = await response.json()
    return answer.problem?.sentence ?? failed
  } catch {
    return failed
  }
}
