import type { ClusterState, Message } from '@/lib/live/message'
import type { FromHub } from './protocol'
import type { News, Selections } from './selections'
import type { Tabs } from './tabs'

interface InboxEvents {
  readonly onGap: () => void
  readonly onServerNow: (now: number) => void
  /** What was refused may be there now. */
  readonly onWanted: () => void
}

/** Takes the stream's messages to where they belong. */
export function createInbox(tabs: Tabs, selections: Selections, { onGap, onServerNow, onWanted }: InboxEvents) {
  let clusters: readonly ClusterState[] | undefined
  return {
    receive(message: Message) {
      switch (message.type) {
        case 'beat':
          return onServerNow(message.now)
        case 'clusters':
          clusters = message.clusters
          tabs.tellAll(message)
          return selections.isAnyRefused() ? onWanted() : undefined
        case 'ended':
          return tellEach(tabs, selections.end(message.selection, message.problem))
        case 'replaced':
          return tellEach(tabs, selections.replace(message.selections))
        case 'snapshot':
        case 'delta': {
          const news = selections.fold(message)
          return news === 'gap' ? onGap() : tellEach(tabs, news)
        }
      }
    },
    greeting: (): readonly FromHub[] => (clusters === undefined ? [] : [{ type: 'clusters', clusters }]),
    clear() {
      selections.clear()
      clusters = undefined
    },
  }
}

export function tellEach(tabs: Tabs, news: readonly News[]) {
  for (const one of news) tabs.tell(one)
}
