'use client'
import type { ReactNode } from 'react'
import { HealthMark, healthInk } from '@/components/ui/health'
import { Age } from '@/components/ui/now'
import type { ContainerDetail, ContainerRole, ContainerState } from '@/lib/objects/details/detail'
import { Amounts } from './amounts'
import { formatLength, Term } from './facts'

const roles: Readonly<Record<ContainerRole, string>> = {
  init: 'init',
  sidecar: 'sidecar',
  main: '',
  ephemeral: 'ephemeral',
}

/** Containers in the order in which they start, each with how it is and how it is set up. */
export function Containers({ containers }: { containers: readonly ContainerDetail[] }) {
  return (
    <ol className="divide-y divide-line">
      {containers.map((container) => (
        <li key={`${container.role} ${container.name}`} className="min-w-0 py-3 first:pt-0 last:pb-0">
          <Head container={container} />
          <Body container={container} />
        </li>
      ))}
    </ol>
  )
}

function Head({ container: { name, role, image, state, restarts } }: { container: ContainerDetail }) {
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <h3 className="font-mono font-medium wrap-anywhere">{name}</h3>
        {roles[role] !== '' && (
          <span className="rounded-sm border border-line px-1 text-xs text-quiet">{roles[role]}</span>
        )}
        {state !== null && <State state={state} />}
        {restarts > 0 && (
          <span className="text-quiet">
            {restarts} {restarts === 1 ? 'restart' : 'restarts'}
          </span>
        )}
      </div>
      <p className="font-mono text-sm wrap-anywhere text-quiet">{image}</p>
      {state !== null && state.words !== null && <p className="mt-1">{state.words}</p>}
      {state !== null && state.told !== null && <p className="mt-1 text-sm wrap-anywhere text-quiet">{state.told}</p>}
    </>
  )
}

function State({ state: { health, word, since } }: { state: ContainerState }) {
  return (
    <span className={health === 'healthy' ? '' : healthInk[health]}>
      <HealthMark health={health} /> {word}
      {since !== null && (
        <span className="text-quiet">
          {' '}
          {word === 'Running' ? 'for ' : ''}
          <Age at={since} />
          {word === 'Running' ? '' : ' ago'}
        </span>
      )}
    </span>
  )
}

const probeTitles = { startup: 'Startup', readiness: 'Readiness', liveness: 'Liveness' } as const

function Body({ container }: { container: ContainerDetail }) {
  const { lastRun, probes, resources, ports, preStop, role } = container
  const silent = role === 'main' || role === 'sidecar'
  return (
    <dl className="mt-2 grid grid-cols-[minmax(5rem,8rem)_minmax(0,1fr)] gap-x-3 gap-y-1.5">
      {lastRun !== null && (
        <Term term="Last run">
          {lastRun.words}
          {lastRun.at !== null && (
            <span className="text-quiet">
              , <Age at={lastRun.at} /> ago
            </span>
          )}
          {lastRun.ranMs !== null && <span className="text-quiet">, ran for {formatLength(lastRun.ranMs)}</span>}
          {lastRun.told !== null && <span className="block font-mono text-sm wrap-anywhere">{lastRun.told}</span>}
        </Term>
      )}
      {probes.map(({ type, words }) => (
        <Term key={type} term={probeTitles[type]}>
          {words}
        </Term>
      ))}
      {probes.length === 0 && silent && (
        <Term term="Probes">
          <span className="text-quiet">none: it counts as ready as soon as it runs</span>
        </Term>
      )}
      <Term term="Resources">
        <Amounts
          columns={['Request', 'Limit']}
          rows={resources.map(({ resource, request, limit }) => ({ resource, cells: [request, limit] }))}
        />
      </Term>
      {ports !== '' && <Term term="Ports">{ports}</Term>}
      {preStop !== null && <Term term="Before its end">{preStop}</Term>}
      <Surroundings container={container} />
    </dl>
  )
}

function Surroundings({ container: { env, plainEnv, mounts } }: { container: ContainerDetail }) {
  const variables = env.length + plainEnv
  return (
    <>
      {variables > 0 && (
        <Term term="Environment">
          <Fold summary={`${variables} ${variables === 1 ? 'source' : 'sources'}, ${plainEnv} written in the spec`}>
            {env.map(({ name, source }) => (
              <Pair key={`${name} ${source}`} left={name} right={source} />
            ))}
          </Fold>
        </Term>
      )}
      {mounts.length > 0 && (
        <Term term="Mounts">
          <Fold summary={mounts.map(({ volume }) => volume).join(', ')}>
            {mounts.map(({ path, volume, readOnly }) => (
              <Pair key={path} left={path} right={`${volume}${readOnly ? ', read only' : ''}`} />
            ))}
          </Fold>
        </Term>
      )}
    </>
  )
}

function Fold({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details>
      <summary className="cursor-pointer wrap-anywhere">{summary}</summary>
      <ul className="mt-1 space-y-1">{children}</ul>
    </details>
  )
}

function Pair({ left, right }: { left: string; right: string }) {
  return (
    <li className="wrap-anywhere">
      <span className="font-mono text-sm">{left}</span> <span className="text-quiet">from {right}</span>
    </li>
  )
}
