import type { Scene } from '@/demo/story/scene'

const namespace = 'checkout'
const name = 'abandoned-carts'

export const cronjob: Scene = {
  name: 'cronjob',
  about: 'A run of the CronJob checkout/abandoned-carts hangs, and the next ones miss their time: delete the Job.',
  actors: [`${namespace}/${name}`],
  play({ world, after }) {
    const image = world.store.cronjobs.get(namespace, name)?.spec.jobTemplate.spec.template.spec.containers[0]?.image
    if (image === undefined) return
    const usual = world.registry.behaviourOf(image)
    world.registry.set(image, { run: 'complete', seconds: 3600 })
    after(11, () => world.registry.set(image, usual))
  },
}
