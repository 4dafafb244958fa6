import { type JsonReader, LoginError, type StepContext } from '@denglu/core'
import { call } from './envelope.ts'

/** A region whose phone numbers the service takes. */
export interface Country {
  /** The service's own number for it; some documents call this the `cid`, but the calls take the dialing code. */
  readonly id: number
  /** In Chinese, as the service has it. */
  readonly name: string
  /** Without `+`, such as `86`. Only `1` is shared: the United States come before Canada. */
  readonly dialingCode: string
}

/**
 * The service's list of regions, the common ones first; the one this release brings when it cannot be had.
 *
 * @see docs/services/bilibili.md#countries
 */
export async function fetchCountries(id: string, context: StepContext): Promise<readonly Country[]> {
  try {
    const { body } = await call(context, {
      step: `${id}: countries`,
      url: 'https://passport.bilibili.com/web/generic/country/list',
    })
    return [...body.list('data.common'), ...body.list('data.others')].map(readCountry)
  } catch (error) {
    context.signal.throwIfAborted()
    if (!LoginError.is(error)) throw error
    return embeddedCountries()
  }
}

function readCountry(reader: JsonReader): Country {
  return { id: reader.number('id'), name: reader.text('cname'), dialingCode: reader.id('country_id') }
}

/** The list this release brings. It is loaded when asked for. */
export async function embeddedCountries(): Promise<readonly Country[]> {
  const { countryList } = await import('./country-list.ts')
  return countryList
    .trim()
    .split(/,\s+/)
    .map((row) => {
      const [id = '', name = '', dialingCode = ''] = row.split(' ')
      return { id: Number(id), name, dialingCode }
    })
}

/** Those whose name or dialing code contains `text`; a leading `+` or `00` of a code does not count. */
export function searchCountries(countries: readonly Country[], text: string): readonly Country[] {
  const wanted = text.trim()
  const code = bareCode(wanted)
  return countries.filter(
    ({ name, dialingCode }) => name.includes(wanted) || (code !== '' && dialingCode.includes(code)),
  )
}

/** One of the three that tell a region apart. */
export type CountryKey = { readonly name: string } | { readonly dialingCode: string | number } | { readonly id: number }

/** The first region with this name, dialing code (`86`, `'+86'`) or id. */
export function findCountry(countries: readonly Country[], key: CountryKey): Country | undefined {
  if ('name' in key) return countries.find(({ name }) => name === key.name.trim())
  if ('id' in key) return countries.find(({ id }) => id === key.id)
  const wanted = bareCode(String(key.dialingCode))
  return countries.find(({ dialingCode }) => dialingCode === wanted)
}

function bareCode(text: string): string {
  return text.trim().replace(/^(\+|00)/, '')
}
