/**
 * A service's own words, fit for an error message: one line, short, and with whatever looks like an id, a token or a
 * phone number blotted out.
 */
export function quoteService(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim().slice(0, 120)
  return line.replace(/[A-Za-z0-9_%*+/=-]*\d[A-Za-z0-9_%*+/=-]{4,}/g, '…').replace(/https?:\S+/g, '…')
}
