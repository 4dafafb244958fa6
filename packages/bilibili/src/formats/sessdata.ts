/**
 * Escapes what is not escaped yet. Our SESSDATA is percent-encoded throughout, as the site sets it; some tools keep it
 * raw (`,` and `*`), and BBDown escapes the commas only. Escapes that are there stay as they are.
 */
export function escapeRest(value: string): string {
  return value.replace(/[^\w%.~!'()-]/gu, (character) =>
    character === '*' ? '%2A' : encodeURIComponent(character.toWellFormed()),
  )
}
