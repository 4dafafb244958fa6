import { LoginError, type StepContext } from '@denglu/core'
import { type Country, embeddedCountries, fetchCountries, findCountry } from './countries.ts'

/** A number as the service takes it. */
export type PhoneNumber = {
  /** The dialing code, without `+`. */
  readonly dialingCode: string
  /** Within its country, digits only. */
  readonly national: string
}

const home = '86'

/**
 * Reads a number as people write it: `138 0000 0000`, or with its country as `+852 5123 4567` or `00852 …`. A country
 * is a dialing code with or without `+`, or a name as the service has it.
 *
 * @throws {LoginError} `input-invalid`
 */
export async function readPhone(
  id: string,
  phone: string,
  country: string | undefined,
  context: StepContext,
): Promise<PhoneNumber> {
  // Chinese keyboards write digits and signs in full width, too.
  const bare = phone
    .normalize('NFKC')
    .replace(/[\s().-]/g, '')
    .replace(/^00/, '+')
  const matches = (countries: readonly Country[]) =>
    country ? findByText(countries, country) : findByPrefix(countries, bare)
  const found = matches(await embeddedCountries()) ?? matches(await fetchCountries(id, context))
  if (!found)
    throw invalid(id, 'the country is unknown', {
      en: 'Give its dialing code, such as 86 or +852.',
      zh: '请填写国际区号，例如 86 或 +852。',
    })
  const international = `+${found.dialingCode}`
  const national = bare.startsWith(international) ? bare.slice(international.length) : bare
  if (!/^\d{4,15}$/.test(national))
    throw invalid(id, 'the phone number is malformed', {
      en: 'Give its digits only, without the country.',
      zh: '请只填写号码本身的数字，不含国际区号。',
    })
  return { dialingCode: found.dialingCode, national }
}

function findByText(countries: readonly Country[], text: string): Country | undefined {
  return findCountry(countries, { dialingCode: text }) ?? findCountry(countries, { name: text })
}

/** The longest dialing code that an international number begins with: +1 268 is not the United States. */
function findByPrefix(countries: readonly Country[], bare: string): Country | undefined {
  if (!bare.startsWith('+')) return findCountry(countries, { dialingCode: home })
  return countries
    .filter(({ dialingCode }) => bare.startsWith(`+${dialingCode}`))
    .sort((a, b) => b.dialingCode.length - a.dialingCode.length)[0]
}

function invalid(id: string, message: string, hint: NonNullable<LoginError['hint']>): LoginError {
  return new LoginError(message, { code: 'input-invalid', step: id, hint })
}

/** Who a message goes to, without giving the number away. */
export function maskPhone({ dialingCode, national }: PhoneNumber): string {
  const shown = Math.min(3, Math.floor(national.length / 3))
  return `+${dialingCode} ${national.slice(0, shown)}${'*'.repeat(national.length - 2 * shown)}${national.slice(-shown)}`
}
