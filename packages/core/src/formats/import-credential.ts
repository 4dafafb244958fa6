import { type Clock, systemClock } from '../clock.ts'
import type { Credential, CredentialReport } from '../credential.ts'
import { LoginError } from '../errors/login-error.ts'
import type { CallOptions } from '../provider.ts'
import type { CredentialFormat } from './credential-format.ts'
import type { Portable } from './portable.ts'

export interface ImportOptions extends CallOptions {
  /** The id of the format. @default whichever recognises the text */
  readonly format?: string
  /** @default systemClock */
  readonly clock?: Clock
}

/** A credential that was read from a file, and that the service has accepted. */
export interface Imported<C extends Credential> {
  /** The id of the format it was read in. */
  readonly format: string
  readonly credential: C
  /** What the service said of it. */
  readonly report: CredentialReport
  /** Whether it can be refreshed: many files hold no refresh token. */
  readonly isRenewable: boolean
}

/** What the credentials of a provider are, for a list of several. */
type CredentialOf<P> = P extends { parseCredential(value: unknown): infer C extends Credential } ? C : never

interface Candidate {
  readonly provider: Portable<Credential>
  readonly format: CredentialFormat<Credential>
}

/**
 * Reads a credential out of the file of another tool, and asks the service about it. Nothing is stored: what the service
 * does not accept never gets to replace a credential that works.
 *
 * @param providers whose credential it may be; exactly one of them must find its session in the text
 * @throws {LoginError} `input-invalid` when nothing fits, or more than one; `credential-rejected` when the session has
 * ended; whatever `check` throws. None of them holds a piece of the text.
 */
export async function importCredential<P extends Portable<Credential>>(
  providers: readonly P[],
  text: string,
  { format: formatId, clock = systemClock, ...callOptions }: ImportOptions = {},
): Promise<Imported<CredentialOf<P>>> {
  // Windows tools like to begin a file with a byte order mark.
  const clean = text.replace(/^\uFEFF/, '')
  const now = clock.now()
  const { provider, format, draft } = readOnce(sniff(providers, clean, formatId), clean, now)
  let credential = draft
  if (!draft.userId && provider.findUserId) {
    const userId = await provider.findUserId(draft, callOptions)
    if (!userId) throw ended()
    credential = format.read(clean, { now, userId })
  }
  credential = provider.parseCredential(credential)
  const report = await provider.check(credential, callOptions)
  if (report.status === 'expired') throw ended()
  if (report.account && report.account.userId !== credential.userId) throw mixed(provider.name)
  return {
    format: format.id,
    // It is one of these providers that has just admitted it.
    credential: credential as CredentialOf<P>,
    report,
    isRenewable: provider.isRenewable(credential),
  }
}

/** For each provider the format that a text seems to be in. */
function sniff(
  providers: readonly Portable<Credential>[],
  text: string,
  formatId: string | undefined,
): readonly Candidate[] {
  const fits = (format: CredentialFormat<Credential>) => (formatId ? format.id === formatId : format.recognises(text))
  const candidates = providers.flatMap((provider) => {
    const format = provider.formats.find(fits)
    return format ? [{ provider, format }] : []
  })
  if (candidates.length === 0) throw unknownFormat(providers, formatId)
  return candidates
}

/** The one reading that finds a session: a browser's cookies may hold those of several services, or of none. */
function readOnce(candidates: readonly Candidate[], text: string, now: number): Candidate & { draft: Credential } {
  const problems: LoginError[] = []
  const drafts = candidates.flatMap((candidate) => {
    try {
      return [{ ...candidate, draft: candidate.format.read(text, { now }) }]
    } catch (error) {
      if (!LoginError.is(error)) throw error
      problems.push(error)
      return []
    }
  })
  const [draft, ...others] = drafts
  if (others.length > 0) throw ambiguous(drafts.map(({ provider }) => provider.name))
  if (draft) return draft
  const [problem, ...more] = problems
  if (problem && more.length === 0) throw problem
  throw new LoginError(problems.map(({ message }) => message).join('; '), {
    code: 'input-invalid',
    hint: problem?.hint,
  })
}

function unknownFormat(providers: readonly Portable<Credential>[], formatId: string | undefined): LoginError {
  const ids = [...new Set(providers.flatMap(({ formats }) => formats.map(({ id }) => id)))]
  const problem = formatId
    ? `there is no format of the name ${JSON.stringify(formatId)}`
    : 'this file is in no format known here'
  return new LoginError(problem, {
    code: 'input-invalid',
    hint: { en: `The formats are ${ids.join(', ')}.`, zh: `支持的格式：${ids.join('、')}。` },
  })
}

function ambiguous(names: readonly string[]): LoginError {
  return new LoginError(`this file holds a session of each of ${names.join(', ')}`, {
    code: 'input-invalid',
    hint: { en: 'Say which one to import.', zh: '请指明要导入哪一个。' },
  })
}

function ended(): LoginError {
  return new LoginError('the session in this file has ended', {
    code: 'credential-rejected',
    hint: { en: 'Export it again, or log in.', zh: '请重新导出，或重新登录。' },
  })
}

function mixed(provider: string): LoginError {
  return new LoginError(`${provider} says that this session belongs to another user than the file does`, {
    code: 'input-invalid',
    hint: { en: 'Export it again.', zh: '请重新导出。' },
  })
}
