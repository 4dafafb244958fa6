/**
 * A service's own words, fit for an error message: one line, short, and with whatever looks like an id, a token, an
 * address or a phone number blotted out.
 */
export function quoteService(message: string): string {
  return message
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 120)
    .replace(/https?:\S+/g, '…')
    .replace(/\d(?:[ -]?\d){6,}/g, '…')
    .replace(/[\w%*+/=.@~|-]{5,}/g, (run) => (/[\d@]/.test(run) || run.length > 24 ? '…' : run))
}
