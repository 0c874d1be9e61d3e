const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })

/** The same on the server and in every browser, so that a page is not drawn twice: by UTC. */
export const formatMoment = (at: number): string => `${format.format(at)} UTC`
