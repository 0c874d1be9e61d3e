/** The labels of an object, as kubectl takes them behind `-l`. */
export function Labels({ labels }: { labels: readonly (readonly [key: string, value: string])[] }) {
  if (labels.length === 0) return <p className="text-quiet">None.</p>
  return (
    <ul className="space-y-0.5">
      {labels.map(([key, value]) => (
        <li key={key} className="font-mono text-sm wrap-anywhere">
          <span className="text-quiet">{key}=</span>
          {value}
        </li>
      ))}
    </ul>
  )
}
