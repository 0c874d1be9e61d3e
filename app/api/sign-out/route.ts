import { signOut } from '@/server/access/sign-in/sign-in'

export const POST = (request: Request) => signOut(request)
