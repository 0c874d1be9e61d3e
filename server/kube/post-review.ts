import type { Transport } from './transport'

const longestAnswer = 8 * 1024 * 1024

/** Asks the API server for a review of `apiVersion` and `kind`. Gives its answer, or undefined where that is no JSON. Throws KubeError. */
export async function postReview(
  transport: Transport,
  review: { readonly apiVersion: string; readonly kind: string; readonly spec?: object },
  signal?: AbortSignal,
): Promise<unknown> {
  const { body } = await transport.request({
    method: 'POST',
    path: ['apis', ...review.apiVersion.split('/'), `${review.kind.toLowerCase()}s`],
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(review),
    ...(signal && { signal }),
  })
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of body) {
    size += piece.length
    if (size > longestAnswer) return undefined
    pieces.push(piece)
  }
  return parse(Buffer.concat(pieces).toString())
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
