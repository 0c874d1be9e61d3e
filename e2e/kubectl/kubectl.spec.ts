import { expect, test } from '@playwright/test'
import { openSides } from './clusters'
import { compareScenario } from './compare'
import { preparation, scenarios } from './scenarios/all'
import { succeed } from './side'

// One test, as each scenario goes on with what the ones before left.
test('kubectl says the same of the demo as of a real cluster', async () => {
  test.setTimeout(600_000)
  const { real, demo, close } = await openSides()
  try {
    for (const line of preparation) await Promise.all([real, demo].map((side) => succeed(side, line)))
    for (const scenario of scenarios)
      await test.step(scenario.name, async () => {
        expect.soft(await compareScenario({ real, demo }, scenario), scenario.name).toEqual([])
      })
  } finally {
    await close()
  }
})
