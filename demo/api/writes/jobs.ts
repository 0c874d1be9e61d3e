import { withSpecDefaults } from '@/demo/api/defaults'
import { isObject, type JsonObject, objectAt } from '@/demo/api/json'
import { jobLabels } from '@/demo/controllers/job-pods'
import type { Job } from '@/demo/store/objects'
import { types } from '@/demo/store/types'

/** A Job finds its pods by its uid, unless it is told how; without labels it has its template's. */
export function selectOwnPods(object: JsonObject): JsonObject {
  const spec = objectAt(object, 'spec')
  const metadata = objectAt(object, 'metadata')
  const template = objectAt(spec, 'template')
  const templateMetadata = objectAt(template, 'metadata')
  const isManual = spec['manualSelector'] === true
  const own = isManual ? {} : jobLabels(String(metadata['name']), String(metadata['uid']))
  const templateLabels = { ...objectAt(templateMetadata, 'labels'), ...own }
  const { labels } = metadata
  const hasLabels = isObject(labels) && Object.keys(labels).length > 0
  const selector = { matchLabels: { 'batch.kubernetes.io/controller-uid': metadata['uid'] ?? '' } }
  return {
    ...object,
    metadata: { ...metadata, labels: hasLabels ? labels : templateLabels },
    spec: isManual
      ? spec
      : { ...spec, selector, template: { ...template, metadata: { ...templateMetadata, labels: templateLabels } } },
  }
}

/** A controller's Job as the API server stores it. */
export function storedJob(job: Job): Job {
  // An object of the API is JSON, and stays what it is.
  const { spec, ...ready } = selectOwnPods(job as unknown as JsonObject)
  return { ...ready, spec: withSpecDefaults(types.jobs, objectAt({ spec: spec ?? {} }, 'spec')) } as unknown as Job
}
