import { type Cause, causes } from '@/lib/health/causes'

const isCause = (text: string): text is Cause => Object.hasOwn(causes, text)

/** A cause as people call it; of a newer server that names one which this page does not know, its name. */
export const causeTitle = (cause: string): string => (isCause(cause) ? causes[cause].title : cause)
