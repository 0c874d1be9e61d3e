import { running } from '@/e2e/target/running'

/** Orders a fault of the demo's own; it listens to the dashboard's identity alone. */
export async function faults(fault: object): Promise<void> {
  const { upstream, token } = running()
  const answer = await fetch(`${upstream}/demo/faults`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(fault),
  })
  if (!answer.ok) throw new Error(`The demo's faults answered ${answer.status}: ${await answer.text()}`)
}
