import { type JsonReader, LoginError } from '@denglu/core'

/** A number as the service takes it. */
export type PhoneNumber = {
  /** The dialing code, without `+`. */
  readonly dialingCode: string
  /** Within its country, digits only. */
  readonly national: string
}

/**
 * Reads a number as people write it; mainland China's have eleven digits, as the site's own page wants it.
 *
 * @throws {LoginError} `input-invalid`
 */
export function readPhone(id: string, phone: string, country: string): PhoneNumber {
  const dialingCode = country.trim().replace(/^(\+|00)/, '')
  if (!/^[1-9]\d{0,3}$/.test(dialingCode)) {
    throw new LoginError('the country is unknown', {
      code: 'input-invalid',
      step: id,
      hint: { en: 'Give its dialing code, such as 65 or +62.', zh: '请填写国际区号，例如 65 或 +62。' },
    })
  }
  const bare = phone.replace(/[\s().-]/g, '')
  const national = bare.startsWith(`+${dialingCode}`) ? bare.slice(dialingCode.length + 1) : bare
  if (!(dialingCode === '86' ? /^1\d{10}$/ : /^\d{4,15}$/).test(national)) {
    throw new LoginError('the phone number is malformed', {
      code: 'input-invalid',
      step: id,
      hint: {
        en: 'Give its digits only, without the country.',
        zh: '请只填写号码本身的数字，不含国际区号。',
      },
    })
  }
  return { dialingCode, national }
}

/** Who a message goes to, without giving the number away. */
export function maskPhone({ dialingCode, national }: PhoneNumber): string {
  const shown = Math.min(3, Math.floor(national.length / 3))
  return `+${dialingCode} ${national.slice(0, shown)}${'*'.repeat(national.length - 2 * shown)}${national.slice(-shown)}`
}

export function parsePhone(reader: JsonReader): PhoneNumber {
  return { dialingCode: reader.text('dialingCode'), national: reader.text('national') }
}
