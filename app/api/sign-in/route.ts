import { signIn } from '@/server/access/sign-in/sign-in'

export const GET = (request: Request) => signIn(request)

/** Answered here, or Next would run GET for it and use the link up. */
export const HEAD = () => new Response(null, { status: 405, headers: { allow: 'GET' } })
