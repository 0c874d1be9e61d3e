import { safeHash } from '@/demo/random'
import type { Container } from '@/demo/store/objects'
import type { Behaviour } from '@/demo/world/registry'

/** The name as containerd resolves it: Docker Hub's host and library are left out in specs. */
function fullName(image: string): string {
  const [host = '', ...path] = image.split('/')
  if (path.length === 0) return `docker.io/library/${image}`
  return /[.:]|^localhost$/.test(host) ? image : `docker.io/${image}`
}

const withTag = (name: string) => (/@|:[^/]*$/.test(name) ? name : `${name}:latest`)

/** Why containerd 2.2 couldn't pull the image, as the kubelet hears it over CRI. */
export function pullError(image: string, cause: Behaviour['cause'] = 'not-found'): string {
  const name = withTag(fullName(image))
  const failed = `failed to pull and unpack image "${name}"`
  const [host = '', ...rest] = name.split('/')
  const path = rest.join('/')
  const manifest = `https://${host}/v2/${path.replace(/[:@].*$/, '')}/manifests/${path.replace(/^[^:@]*[:@]/, '')}`
  switch (cause) {
    case 'unauthorized':
      return `${failed}: failed to resolve reference "${name}": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`
    case 'rate-limit':
      return `${failed}: failed to copy: httpReadSeeker: failed open: unexpected status code ${manifest}: 429 Too Many Requests - Server message: toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit`
    default:
      return `rpc error: code = NotFound desc = ${failed}: failed to resolve reference "${name}": ${name}: not found`
  }
}

/** Between 18 and 400 MB, always the same for an image. */
export function imageSize(image: string): number {
  const hash = [...safeHash(image)].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 382_000_000, 7)
  return 18_000_000 + hash
}

/** How the kubelet words a wait for an image that it couldn't pull. */
export const backOffMessage = (image: string, cause: Behaviour['cause']): string =>
  `Back-off pulling image "${image}": ErrImagePull: ${pullError(image, cause)}`

export function pulledMessage(image: string, milliseconds: number): string {
  const took = duration(milliseconds)
  return `Successfully pulled image "${image}" in ${took} (${took} including waiting). Image size: ${imageSize(image)} bytes.`
}

/** Whether the kubelet asks the registry (pkg/kubelet/images shouldPullImage). */
export function isPulled({ image, imagePullPolicy: policy }: Container, isPresent: boolean): boolean {
  const usual = withTag(image).endsWith(':latest') ? 'Always' : 'IfNotPresent'
  return (policy ?? usual) === 'Always' || ((policy ?? usual) === 'IfNotPresent' && !isPresent)
}

/** As Go prints a duration of whole milliseconds: `1.286s`, `1m3.2s`, `345ms`. */
function duration(milliseconds: number): string {
  const whole = Math.round(milliseconds)
  if (whole < 1000) return `${whole}ms`
  const minutes = Math.floor(whole / 60_000)
  return `${minutes > 0 ? `${minutes}m` : ''}${(whole % 60_000) / 1000}s`
}
