import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, fit for an address and a cookie. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** Whether text can be a secret at all, so that nothing else is hashed or looked up. */
export const isSecret = (text: string): boolean => /^[\w-]{43}$/.test(text)

/**
 * What the server keeps of a secret. Looking it up by this hash tells nothing by its timing: who guesses at the
 * secret doesn't choose the hash.
 */
export const fingerprint = (secret: string): string => createHash('sha256').update(secret).digest('base64')
