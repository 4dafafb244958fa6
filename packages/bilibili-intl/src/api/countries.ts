import type { StepContext } from '@denglu/core'
import type { Locale } from '../locales.ts'
import { call } from './envelope.ts'
import { gateway } from './site.ts'

/** A country whose phone numbers the service takes. */
export interface Country {
  /** In the language of the provider. */
  readonly name: string
  /** Without `+`, such as `65`. Some share one. */
  readonly dialingCode: string
}

/**
 * The service's own list, the country of the caller's network first.
 *
 * @see docs/services/bilibili-intl.md#countries
 */
export async function fetchCountries(locale: Locale, context: StepContext): Promise<readonly Country[]> {
  const { body } = await call(context, gateway('bilibili-intl: countries', 'videoup/mobile/area-code', locale))
  const countries = body
    .list('data.common')
    .map((row) => ({ name: row.text('name'), dialingCode: row.id('country_id') }))
  const here = body.optional('data.current_id', body.id)
  return [
    ...countries.filter(({ dialingCode }) => dialingCode === here),
    ...countries.filter(({ dialingCode }) => dialingCode !== here),
  ]
}
