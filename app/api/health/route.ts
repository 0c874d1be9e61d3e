/** For probes: the server answers. It says nothing about clusters, which have states of their own. */
export const GET = () => Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } })
