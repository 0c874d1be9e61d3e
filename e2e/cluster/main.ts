import { buildToolSets } from './build'
import { binaryFolder } from './cache'
import { type Cluster, findCluster, openCluster, runningComponents } from './cluster'
import { type Command, parseCommand } from './command'
import { componentNamed } from './components/components'
import { isErrorCode } from './error-code'
import { Failure } from './failure'
import { help } from './help'
import { createProgress, type Progress } from './progress'
import { statusLines } from './status'
import { toolSets } from './toolsets'

const print = (text: string): void => void process.stdout.write(`${text}\n`)

async function perform(command: Command): Promise<void> {
  const progress = createProgress()
  switch (command.name) {
    case 'help':
      return print(help)
    case 'build':
      await buildToolSets(toolSets, progress)
      return toolSets.forEach(({ name }) => print(binaryFolder(name)))
    case 'up': {
      const { folder, options } = command
      return tellUp(await openCluster({ folder, progress, ...options }))
    }
    case 'load':
      return findRunning(command.folder, progress).load(command.options)
    case 'status':
      return statusLines(findCluster(command.folder).spec).forEach(print)
    case 'env':
      return environmentLines(findCluster(command.folder)).forEach(print)
    case 'down':
      await findCluster(command.folder).close()
      return progress('every process is gone')
    case 'stop':
      await findCluster(command.folder).stop(componentNamed(command.component).name, command.signal)
      return progress(`${command.component} is gone`)
    case 'start':
      await findCluster(command.folder).start(componentNamed(command.component).name)
      return progress(`${command.component} is ready`)
  }
}

function tellUp(cluster: Cluster): void {
  print(`ready   ${cluster.url}`)
  for (const [user, file] of Object.entries(cluster.kubeconfigs)) print(`${user.padEnd(13)} ${file}`)
}

function findRunning(folder: string, progress: Progress): Cluster {
  const cluster = findCluster(folder, progress)
  if (runningComponents(cluster.spec).includes('kube-apiserver')) return cluster
  throw new Failure(`The cluster in ${cluster.spec.folder} does not run: start it with "up".`)
}

/** For `eval "$(npm run --silent cluster -- env)"`. */
function environmentLines(cluster: Cluster): readonly string[] {
  const values = {
    KUBECONFIG: cluster.kubeconfigs.admin,
    CLUSTER_URL: cluster.url,
    CLUSTER_CA: cluster.caFile,
    CLUSTER_KUBECTL: cluster.kubectl,
    CLUSTER_AUDIT_LOG: cluster.auditLog,
    ...(cluster.prometheusUrl ? { CLUSTER_PROMETHEUS: cluster.prometheusUrl } : {}),
  }
  return Object.entries(values).map(([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'`)
}

// a reader that has seen enough, as in `… status | head -1`
process.stdout.on('error', (error) => {
  if (!isErrorCode(error, 'EPIPE')) throw error
})

try {
  await perform(parseCommand(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof Failure)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error.exitCode
}
