import { finishOidc } from '@/server/access/sign-in/sign-in-oidc'

export const GET = (request: Request) => finishOidc(request)

/** Answered here, or Next would run GET for it and use the answer up. */
export const HEAD = () => new Response(null, { status: 405, headers: { allow: 'GET' } })
