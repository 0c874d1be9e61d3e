import type { Metadata } from 'next'
import { SignIn } from '@/components/access/sign-in'

export const metadata: Metadata = { title: 'Sign in' }

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

export default async function SignInPage({ searchParams }: Props) {
  const { problem } = await searchParams
  return <SignIn problem={typeof problem === 'string' ? problem : undefined} />
}
