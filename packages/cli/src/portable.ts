import { type Credential, cookieFormats, createOwnFormat, type Portable } from '@denglu/core'
import type { AnyProvider } from './providers.ts'

/**
 * A provider as one whose credentials travel. Where it brings no formats of its own, its credentials leave as they are or
 * as cookies, and come back as they are.
 */
export function toPortable(provider: AnyProvider): Portable<Credential> {
  const { name, parseCredential, formats, isRenewable = () => true } = provider
  if (formats) return { ...provider, formats, isRenewable }
  const ownFormat = createOwnFormat(name, parseCredential)
  const written = cookieFormats.map((format) => ({
    ...format,
    write: (credential: Credential, now: number) => format.write({ cookies: provider.cookies(credential) }, now),
    recognises: () => false,
    read: ownFormat.read,
  }))
  return { name, parseCredential, check: provider.check, isRenewable, formats: [ownFormat, ...written] }
}
