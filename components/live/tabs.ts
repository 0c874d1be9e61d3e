import type { Clock } from './clock'
import type { FromHub, OpenConnection, ToHub } from './protocol'
import type { News } from './selections'
import { createSilence } from './silence'

export type Presence = 'visible' | 'hidden' | 'none'

export interface TabsOptions {
  readonly clock: Clock
  /** What a tab hears first when it comes in or is shown again. */
  readonly greeting: () => readonly FromHub[]
  readonly current: (path: string) => News | undefined
  /** The union of what tabs want has changed. */
  readonly onWanted: () => void
  /** Whether any tab can be seen, when that may have changed. */
  readonly onPresence: (presence: Presence) => void
}

/** The tabs of this browser: what each wants, and whether it is still there. */
export interface Tabs {
  readonly join: OpenConnection
  /** The union of what all tabs want, that of visible tabs first. */
  readonly wanted: () => readonly string[]
  /** To the visible tabs that want its path. */
  readonly tell: (news: News) => void
  readonly tellAll: (message: FromHub) => void
}

interface Tab {
  readonly receive: (message: FromHub) => void
  paths: ReadonlySet<string>
  isVisible: boolean
}

export function createTabs({ clock, greeting, current, onWanted, onPresence }: TabsOptions): Tabs {
  const tabs = new Set<Tab>()
  const silence = createSilence<Tab>(clock, leave)
  let told = '[]'

  function review() {
    onPresence(presenceOf(tabs))
    const wish = JSON.stringify(wantedBy(tabs).sort())
    if (wish === told) return
    told = wish
    onWanted()
  }

  function want(tab: Tab, { visible, paths }: Extract<ToHub, { type: 'want' }>) {
    const wasShown = tabs.has(tab) && tab.isVisible
    const isChanged = !tabs.has(tab) || tab.isVisible !== visible || !isSameSet(tab.paths, paths)
    const unheard = wasShown ? paths.filter((path) => !tab.paths.has(path)) : paths
    tab.isVisible = visible
    tab.paths = new Set(paths)
    tabs.add(tab)
    tab.receive({ type: 'alive' })
    if (visible && !wasShown) for (const message of greeting()) tab.receive(message)
    if (visible) for (const path of unheard) send(tab, path)
    if (isChanged) review()
  }

  function send(tab: Tab, path: string) {
    const news = current(path)
    if (news !== undefined) tab.receive(news)
  }

  function leave(tab: Tab) {
    silence.forget(tab)
    if (tabs.delete(tab)) review()
  }

  function hear(tab: Tab, message: ToHub) {
    if (message.type === 'leave') return leave(tab)
    if (message.type === 'want') want(tab, message)
    else if (tabs.has(tab)) send(tab, message.path)
    silence.broken(tab, tab.isVisible)
  }

  return {
    join(receive) {
      const tab: Tab = { receive, paths: new Set(), isVisible: false }
      return { send: (message) => hear(tab, message), close: () => leave(tab) }
    },
    wanted: () => wantedBy(tabs),
    tell(news) {
      for (const tab of tabs) if (tab.isVisible && tab.paths.has(news.path)) tab.receive(news)
    },
    tellAll(message) {
      for (const tab of tabs) if (tab.isVisible) tab.receive(message)
    },
  }
}

function presenceOf(tabs: ReadonlySet<Tab>): Presence {
  if (tabs.size === 0) return 'none'
  return [...tabs].some((tab) => tab.isVisible) ? 'visible' : 'hidden'
}

function wantedBy(tabs: ReadonlySet<Tab>): string[] {
  const visibleFirst = [...tabs].sort((one, other) => Number(other.isVisible) - Number(one.isVisible))
  return [...new Set(visibleFirst.flatMap((tab) => [...tab.paths]))]
}

const isSameSet = (set: ReadonlySet<string>, items: readonly string[]) =>
  set.size === items.length && items.every((item) => set.has(item))
