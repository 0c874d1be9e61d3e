import type { Problem } from '@/lib/live/freshness'

const statuses: Readonly<Record<string, number>> = {
  'unknown-cluster': 404,
  'unknown-channel': 404,
  'bad-name': 400,
  absent: 404,
  'no-such-key': 404,
  forbidden: 403,
  'too-many-streams': 429,
}

export function refusal(problem: Problem): Response {
  return Response.json({ problem }, { status: statuses[problem.code] ?? 503 })
}

/** Server-sent events, or why there are none. */
export function eventStream(
  answer: { readonly stream: ReadableStream<Uint8Array> } | { readonly problem: Problem },
): Response {
  if ('problem' in answer) return refusal(answer.problem)
  return new Response(answer.stream, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}
