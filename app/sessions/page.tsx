import type { Metadata } from 'next'
import { requireViewer } from '@/app/viewer'
import { SessionsPage } from '@/components/access/sessions-page'
import { listLinks } from '@/server/access/own/own-links'
import { listSessions } from '@/server/access/own/own-sessions'

export const metadata: Metadata = { title: 'Sessions and links' }

export default async function Sessions() {
  const viewer = await requireViewer()
  const [sessions, links] = await Promise.all([listSessions(viewer), listLinks(viewer)])
  return (
    <SessionsPage person={viewer.person} isAdministrator={viewer.isAdministrator} sessions={sessions} links={links} />
  )
}
