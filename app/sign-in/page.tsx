import type { Metadata } from 'next'
import { SignIn } from '@/components/access/sign-in'
import { waysIn } from '@/server/access/sign-in/ways-in'

export const metadata: Metadata = { title: 'Sign in' }

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

export default async function SignInPage({ searchParams }: Props) {
  const { problem, from } = await searchParams
  const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined)
  return <SignIn problem={one(problem)} {...waysIn(one(from))} />
}
