/** No answer is longer, not even the result of a puzzle with everything around it. */
const mostCharacters = 65_536

/** The fields of a form; nothing when it is longer than any answer. Whoever has a link could send forms without end. */
export async function readForm({ body }: Request): Promise<URLSearchParams | undefined> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    text += part.value
    if (text.length > mostCharacters) {
      await reader?.cancel()
      return undefined
    }
  }
  return new URLSearchParams(text)
}
