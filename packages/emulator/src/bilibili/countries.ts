import { countryList } from './country-list.ts'
import { passport } from './hosts.ts'
import { type BilibiliRoute, get } from './route.ts'
import type { BilibiliService } from './service.ts'

/** How many come first, under a heading of their own. */
const common = 18

const countries = countryList
  .trim()
  .split(/,\s+/)
  .map((row) => {
    const [id, cname = '', country_id = ''] = row.split(' ')
    return { id: Number(id), cname, country_id }
  })

export function isDialingCode(text: string): boolean {
  return countries.some(({ country_id }) => country_id === text)
}

/** Where a text message can be sent to. The answer has one of the older envelopes. */
export function countryRoutes({ replies }: BilibiliService): readonly BilibiliRoute[] {
  const data = { common: countries.slice(0, common), others: countries.slice(common) }
  return [get([passport], '/web/generic/country/list', () => replies.json({ code: 0, data }))]
}
