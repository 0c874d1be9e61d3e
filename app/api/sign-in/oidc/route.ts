import { beginOidc } from '@/server/access/sign-in/sign-in-oidc'

export const GET = (request: Request) => beginOidc(request)

/** Answered here, or Next would run GET for it and begin a sign-in. */
export const HEAD = () => new Response(null, { status: 405, headers: { allow: 'GET' } })
