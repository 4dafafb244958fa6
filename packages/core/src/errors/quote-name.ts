/** A name that came from outside, fit for an error message: what could be anything else is not repeated. */
export function quoteName(text: string): string {
  return /^[a-z][a-z/-]{0,40}$/i.test(text) ? text : '…'
}
