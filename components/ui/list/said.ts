'use client'
import { useCallback, useEffect, useRef, useState } from 'react'

const shownMs = 4000

/** A short word on what was just done; a screen reader hears it, and it goes by itself. */
export function useSaid() {
  const [said, setSaid] = useState('')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const say = useCallback((text: string) => {
    setSaid(text)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setSaid(''), shownMs)
  }, [])
  const copy = useCallback((text: string, what: string) => void copyText(text, what).then(say), [say])
  return { said, say, copy }
}

async function copyText(text: string, what: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text)
    return `${what} copied`
  } catch (error) {
    // Refused, or not there at all: browsers give the clipboard only to pages from https or localhost.
    if (error instanceof DOMException || error instanceof TypeError)
      return `The browser keeps its clipboard. Copy by hand: ${text}`
    throw error
  }
}
