import { signInWithToken } from '@/server/access/sign-in/sign-in-token'

export const POST = (request: Request) => signInWithToken(request)
