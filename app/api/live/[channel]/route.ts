import { z } from 'zod'
import { eventStream } from '@/app/answers'
import { signedIn } from '@/server/access/door/viewer'
import { runtime } from '@/server/runtime'

const channelId = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/)
const mostSelections = 64
const declaration = z.object({
  selections: z
    .record(z.string().max(128), z.string().max(8192))
    .refine((selections) => Object.keys(selections).length <= mostSelections),
})

type Context = RouteContext<'/api/live/[channel]'>

/** The stream down to one browser: server-sent events, each an array of `Message`s. */
export async function GET(request: Request, { params }: Context) {
  const id = channelId.safeParse((await params).channel)
  if (!id.success) return refuse(400, 'bad-channel', 'A channel id has 16 to 64 letters, digits, "-" or "_".')
  return eventStream(runtime().stream(id.data, signedIn(request), request.headers.get('last-event-id')))
}

/** Declares the whole of what the browser wants to see on its channel, by names of its own. */
export async function POST(request: Request, { params }: Context) {
  const body = declaration.safeParse(await request.json().catch(() => undefined))
  if (!body.success)
    return refuse(
      400,
      'bad-declaration',
      `Send {"selections": {NAME: "CLUSTER/VIEW?QUERY"}}, at most ${mostSelections}.`,
    )
  const subscribed = runtime().channels.declare((await params).channel, signedIn(request), body.data.selections)
  if (subscribed === undefined) return refuse(404, 'unknown-channel', 'Open the stream of this channel first.')
  return Response.json(subscribed)
}

function refuse(status: number, code: string, sentence: string) {
  return Response.json({ problem: { code, sentence, detail: null } }, { status })
}
