/** The parameters of a call. Bilibili accepts them in the body, in the query, or in both. */
export interface Params {
  readonly query: URLSearchParams
  readonly body: URLSearchParams
  /** From the body, else from the query; an empty value counts as absent. */
  get(name: string): string | undefined
}

export async function readParams(request: Request): Promise<Params> {
  const query = new URL(request.url).searchParams
  const body = await readForm(request)
  return { query, body, get: (name) => body.get(name) || query.get(name) || undefined }
}

async function readForm(request: Request): Promise<URLSearchParams> {
  if (!request.headers.get('content-type')?.startsWith('multipart/form-data')) {
    return new URLSearchParams(await request.text())
  }
  const form = await request.formData()
  return new URLSearchParams([...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
