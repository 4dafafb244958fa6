/** The quoted arguments of `ptuiCB(…)`; the message may hold brackets and commas, so only the quotes count. */
const pattern = /ptuiCB\(((?:\s*'(?:[^'\\]|\\.)*'\s*,?)+)\)/
const quoted = /'((?:[^'\\]|\\.)*)'/g

/** The arguments of the callback in an answer of ptlogin, or `undefined` where there is none, or only a part of it. */
export function readPtCallback(text: string): readonly string[] | undefined {
  const list = pattern.exec(text)?.[1]
  return list === undefined ? undefined : [...list.matchAll(quoted)].map(([, argument = '']) => readEscapes(argument))
}

function readEscapes(text: string): string {
  return text.replace(/\\(?:x([\da-f]{2})|u([\da-f]{4})|(.))/gi, (_all, byte, unit, sign) =>
    sign === undefined ? String.fromCharCode(Number.parseInt(byte ?? unit, 16)) : sign,
  )
}
