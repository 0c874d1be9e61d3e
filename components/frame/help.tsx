'use client'
import { looks } from '@/components/ui/looks'
import Sheet from '@/components/ui/sheet'
import { destinations } from './destinations'

type KeyList = readonly (readonly [keys: string, act: string])[]

const inLists: KeyList = [
  ['/', 'Filter'],
  ['↓ j', 'Next line'],
  ['↑ k', 'Line before'],
  ['Enter', 'Open the line; once more, its page'],
  ['x', 'Choose the line'],
  ['Esc', 'Step back'],
]
const inLogs: KeyList = [
  ['/', 'Filter'],
  ['f', 'Pause, or follow again'],
  ['j', 'Open the next line'],
  ['k', 'Open the line before'],
  ['w', 'Wrap long lines'],
  ['t', 'Times'],
  ['p', 'Previous run'],
  ['Esc', 'Close the line'],
]
const everywhere: KeyList = [
  ...destinations.map(({ letter, name }) => [`g ${letter}`, name] as const),
  ['?', 'This help'] as const,
]

export default function Help({ onClose }: { onClose(): void }) {
  return (
    <Sheet title="Keys" place="middle" onClose={onClose}>
      <div className="grid gap-x-8 gap-y-4 md:grid-cols-2">
        <Keys title="In lists" keys={inLists} />
        <Keys title="Everywhere" keys={everywhere} />
        <Keys title="In logs" keys={inLogs} />
      </div>
    </Sheet>
  )
}

function Keys({ title, keys }: { title: string; keys: KeyList }) {
  return (
    <section>
      <h3 className={looks.heading}>{title}</h3>
      <dl>
        {keys.map(([key, act]) => (
          <div key={key} className="flex h-8 items-center justify-between border-b border-line">
            <dt>{act}</dt>
            <dd className="flex gap-1">
              {key.split(' ').map((part) => (
                <kbd key={part} className="min-w-6 rounded-sm border border-line px-1.5 text-center font-mono text-sm">
                  {part}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
