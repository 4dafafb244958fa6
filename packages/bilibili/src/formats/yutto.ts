import { type CredentialFormat, LoginError } from '@denglu/core'
import { type BilibiliCredential, findCookie } from '../credential.ts'
import { fromValues } from './site.ts'

/** The one yutto takes when none is named. */
const defaultProfile = 'default'

type Profile = Map<string, string>

/**
 * `auth.toml` of yutto, in `yutto` below the XDG directory: SESSDATA and bili_jct of each profile. Which user they are of
 * it does not say.
 *
 * @see https://github.com/yutto-dev/yutto/blob/main/src/yutto/auth.py
 */
export const yutto: CredentialFormat<BilibiliCredential> = {
  id: 'yutto',
  title: { en: 'yutto', zh: 'yutto' },
  fileName: 'auth.toml',

  write({ cookies }, now) {
    const entries = {
      sessdata: findCookie(cookies, 'SESSDATA')?.value ?? '',
      bili_jct: findCookie(cookies, 'bili_jct')?.value ?? '',
      updated_at: new Date(now).toISOString().replace(/\.\d+/, ''),
    }
    const lines = Object.entries(entries).map(([key, value]) => `${key} = ${quote(value)}`)
    return `${[`[profiles.${defaultProfile}]`, ...lines].join('\n')}\n`
  },

  recognises: (text) => /^\s*\[profiles\.[\w-]+\]\s*$/m.test(text),

  read(text, context) {
    const profiles = readProfiles(text)
    const [first, ...others] = profiles.values()
    const profile = profiles.get(defaultProfile) ?? first
    if (!profiles.has(defaultProfile) && others.length > 0) throw whichProfile()
    const sessdata = profile?.get('sessdata') ?? profile?.get('SESSDATA')
    return fromValues({ SESSDATA: sessdata, bili_jct: profile?.get('bili_jct') }, context)
  },
}

/** As much of TOML as yutto writes: tables of strings. */
function readProfiles(text: string): ReadonlyMap<string, Profile> {
  const profiles = new Map<string, Profile>()
  let profile: Profile = new Map()
  for (const line of text.split(/\r?\n/)) {
    const table = /^\s*\[(.*)\]\s*(?:#.*)?$/.exec(line)?.[1]
    if (table !== undefined) {
      profile = new Map()
      if (table.startsWith('profiles.')) profiles.set(table.slice('profiles.'.length), profile)
    }
    const [, key, basic, literal] = /^\s*([\w-]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|'([^']*)')/.exec(line) ?? []
    if (key) profile.set(key, literal ?? basic?.replace(/\\(["\\])/g, '$1') ?? '')
  }
  return profiles
}

function quote(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`
}

function whichProfile(): LoginError {
  return new LoginError(`this auth.toml has several profiles, and none of the name ${defaultProfile}`, {
    code: 'input-invalid',
    hint: { en: 'Leave the one to import.', zh: '请只保留要导入的一个。' },
  })
}
