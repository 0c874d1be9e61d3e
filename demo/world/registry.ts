/** What running an image leads to. */
export interface Behaviour {
  readonly run: 'serve' | 'unready' | 'crash' | 'oom' | 'complete' | 'fail' | 'no-image' | 'no-config'
  /** How long it runs before it ends, in seconds. */
  readonly seconds: number
}

/** The world's knowledge of images: kubelets ask it what happens when a container is to run. */
export interface Registry {
  behaviourOf(image: string): Behaviour
  set(image: string, behaviour: Behaviour): void
}

const serve: Behaviour = { run: 'serve', seconds: 0 }

export function createRegistry(): Registry {
  const known = new Map<string, Behaviour>()
  return {
    behaviourOf: (image) => known.get(image) ?? serve,
    set: (image, behaviour) => void known.set(image, behaviour),
  }
}
