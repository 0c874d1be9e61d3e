'use client'
import { useCallback, useSyncExternalStore } from 'react'

const changed = 'quarterdeck:remembered'

/** Reads what this browser remembers under a name; null when nothing is, or when the browser keeps nothing. */
function remembered(name: string): string | null {
  try {
    return window.localStorage.getItem(`quarterdeck.${name}`)
  } catch (error) {
    if (error instanceof DOMException) return null
    throw error
  }
}

function remember(name: string, value: string): void {
  try {
    window.localStorage.setItem(`quarterdeck.${name}`, value)
  } catch (error) {
    // A full or forbidden storage costs only the memory, not the choice itself.
    if (!(error instanceof DOMException)) throw error
  }
  window.dispatchEvent(new Event(changed))
}

/** A remembered choice as state; `initial` on the server and where nothing is remembered. */
export function useRemembered(name: string, initial: string): readonly [string, (value: string) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => remembered(name) ?? initial,
    () => initial,
  )
  return [value, useCallback((next: string) => remember(name, next), [name])]
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(changed, listener)
  window.addEventListener('storage', listener)
  return () => {
    window.removeEventListener(changed, listener)
    window.removeEventListener('storage', listener)
  }
}

/** The namespaces that this person last chose in a cluster; [] means all. */
export function rememberedNamespaces(cluster: string): readonly string[] {
  return (remembered(`namespaces.${cluster}`) ?? '').split(',').filter(Boolean)
}

export function rememberNamespaces(cluster: string, namespaces: readonly string[]): void {
  remember(`namespaces.${cluster}`, namespaces.join(','))
}
