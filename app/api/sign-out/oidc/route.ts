import { logOutByProvider } from '@/server/access/sign-in/sign-in-oidc'

export const POST = (request: Request) => logOutByProvider(request)
