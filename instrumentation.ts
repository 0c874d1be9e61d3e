/** Called by Next once, before the first request is answered. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NEXT_PHASE === 'phase-production-build') return
  const { openDoor } = await import('@/server/access/door/opening')
  await openDoor()
  const { runtime } = await import('@/server/runtime')
  const { problem } = runtime()
  if (problem !== null) console.error(problem.sentence)
}
