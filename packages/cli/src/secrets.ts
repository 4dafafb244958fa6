import { type Credential, isObject, renderCookieHeader } from '@denglu/core'
import type { AnyProvider } from './providers.ts'

export interface Secrets {
  readonly names: readonly string[]
  /** By its name, or by the end of it where no other ends so: `access-token` for `app-access-token`. */
  find(name: string): string | undefined
}

/** What cookies are in has a name of its own, and the rest is no secret. */
const passedOver = ['provider', 'userId', 'cookies', 'device']

/** The single values of a credential: its cookies by their own names, its tokens in kebab-case, and all cookies as a header. */
export function readSecrets(provider: AnyProvider, credential: Credential): Secrets {
  const cookies = provider.cookies(credential)
  const values = new Map([
    ...cookies.map(({ name, value }) => [name, value] as const),
    ...readTexts(credential, []),
    ['cookie-header', renderCookieHeader(cookies)],
  ])
  const names = [...values.keys()]
  return {
    names,
    find(name) {
      const ending = names.filter((known) => known.endsWith(`-${name}`))
      return values.get(name) ?? (ending.length === 1 ? values.get(ending[0] ?? '') : undefined)
    },
  }
}

function readTexts(value: object, path: readonly string[]): readonly (readonly [name: string, text: string])[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    if (path.length === 0 && passedOver.includes(key)) return []
    if (isObject(inner)) return readTexts(inner, [...path, key])
    return typeof inner === 'string' && inner !== '' ? [[kebab([...path, key]), inner] as const] : []
  })
}

/** `app`, `accessToken`: `app-access-token`. */
function kebab(path: readonly string[]): string {
  return path.map((part) => part.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)).join('-')
}
