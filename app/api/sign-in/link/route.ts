import { signInWithLink } from '@/server/access/sign-in/sign-in-link'

export const POST = (request: Request) => signInWithLink(request)
