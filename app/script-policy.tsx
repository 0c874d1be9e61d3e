import { headers } from 'next/headers'

/**
 * Under Trusted Types text may become the address of a script only through this policy: the build's own files, which
 * the loader of chunks and workers asks for by their addresses. Markup from text has no policy, so there is none.
 */
const policy = `
if (window.trustedTypes) trustedTypes.createPolicy('default', {
  createScriptURL: function (text) {
    var url = new URL(text, location.href)
    return url.origin === location.origin && url.pathname.startsWith('/_next/static/') ? text : null
  }
})`

/** Stands before every other script of a page. Browsers hide a nonce from whoever looks, so React must not compare it. */
export async function ScriptPolicy() {
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return (
    <script nonce={nonce} suppressHydrationWarning>
      {policy}
    </script>
  )
}
