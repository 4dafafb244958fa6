type FailureCode = 'ECONNRESET' | 'ECONNREFUSED'

const codes: ReadonlySet<unknown> = new Set<FailureCode>(['ECONNRESET', 'ECONNREFUSED'])

/** What `fetch` rejects with when the connection fails before there is an answer. */
export function connectionFailure(code: FailureCode): TypeError {
  const what = code === 'ECONNRESET' ? 'read' : 'connect'
  return new TypeError('fetch failed', { cause: Object.assign(new Error(`${what} ${code}`), { code }) })
}

/** What reading a body rejects with when the connection ends in the middle of it. */
export function bodyFailure(): TypeError {
  const cause = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' })
  return new TypeError('terminated', { cause })
}

export function isConnectionFailure(error: unknown): boolean {
  return (
    error instanceof TypeError && error.cause instanceof Error && 'code' in error.cause && codes.has(error.cause.code)
  )
}
