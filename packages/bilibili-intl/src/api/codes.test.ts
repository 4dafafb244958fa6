import { LoginError, ServiceRefusedError } from '@denglu/core'
import { createInstantClock } from '@denglu/testing'
import { expect, test } from 'vitest'
import { createBilibiliIntl } from '../provider.ts'
import { meanings } from './codes.ts'

/** What becomes of a login whose first answer is this number. */
async function outcomeOf(code: number): Promise<string> {
  const fetch = async () => Response.json({ code, message: `${code}`, ttl: 1 })
  const flow = createBilibiliIntl({ fetch, clock: createInstantClock() }).login('web-qr')
  const error = await flow.finish().catch((thrown: unknown) => thrown)
  if (!LoginError.is(error)) return 'not an error of ours'
  const kind = ServiceRefusedError.is(error) ? `${error.reason}${error.retryable ? ', try again' : ''}` : error.code
  return `${kind}: ${error.message.replace('bilibili-intl/web-qr: create: ', '')}`
}

// §14 of what is known about the service, in its order: every number has a typed outcome of its own.
test('every number with a name has an outcome', async () => {
  const sorted = Object.keys(meanings)
    .map(Number)
    .sort((a, b) => a - b)
  const outcomes = await Promise.all(sorted.map(outcomeOf))
  expect(outcomes.join('\n')).toMatchInlineSnapshot(`
    "unknown: the password took too long to arrive (-662)
    wrong-credentials: the account or the password is wrong (-629)
    wrong-credentials: there is no such user (-626)
    unknown: nothing is there (-404)
    unknown: no permission (-403)
    unknown: the csrf token is missing or wrong (-111)
    risk-control: the captcha was not accepted (-105)
    credential-rejected: the session is no longer valid (-101)
    risk-control, try again: the request was blocked (403)
    risk-control, try again: the request was blocked (412)
    unknown: nobody can follow themselves (22001)
    wrong-credentials: the phone number is malformed (66031)
    unknown: what was encrypted could not be read (86000)
    risk-control: a captcha is wanted (86001)
    wrong-credentials: the dialing code is missing (86003)
    wrong-credentials: the phone number is missing (86004)
    wrong-credentials: the phone number is malformed (86005)
    account-restricted: the phone number is banned (86015)
    account-restricted: the phone number is limited (86071)
    wrong-credentials: the e-mail code must be asked for again (86150)
    rate-limited: codes are asked for too fast (86200)
    wrong-credentials: the code is wrong (86202)
    rate-limited: no more codes for this number (86203)
    rate-limited: too many codes were asked for (86204)
    wrong-credentials: the code is no longer valid (86205)
    wrong-credentials: the country differs from the one the code went to (86206)
    wrong-credentials: the number differs from the one the code went to (86207)
    risk-control: the service does not send a code here (86208)
    unknown: the e-mail could not be sent (86250)
    unknown: the e-mail was not accepted for sending (86251)
    rate-limited: an e-mail was sent a moment ago (86252)
    rate-limited: too many e-mails to this address (86253)
    rate-limited: too many e-mails asked for from this network (86254)
    wrong-credentials: the e-mail code is no longer valid (86255)
    wrong-credentials: the address differs from the one the code went to (86256)
    wrong-credentials: the e-mail code is wrong (86257)
    wrong-credentials: the e-mail address is malformed (86258)
    wrong-credentials: the e-mail address is already in use (86259)
    wrong-credentials: the password does not meet the rules (86306)
    risk-control: not available from this network region (10003003)
    unknown: the video is not available in this region (10004001)
    unknown: the video is not available (10004002)
    unknown: the episode is not available (10004003)
    unknown: the video is for Premium members (10004004)
    unknown: the video wants a login (10004005)
    unknown: the cover was not accepted (10004051)
    unknown: the title was not accepted (10004307)
    unknown: there is no room for comments (10010010)
    unknown: the QR code has expired (10018100)
    unknown: the QR code has not been scanned (10018101)
    unknown: the QR code has been scanned, but not confirmed (10018102)
    unknown: a device cookie is wanted (10023006)
    unknown: the comment could not be sent (10023007)
    unknown: comments are closed (10023008)"
  `)
})

test('a number without a name stays unknown, and keeps its number', async () => {
  expect(await outcomeOf(-7)).toBe('unknown: -7 (-7)')
})

test.each([
  ['no number at all', {}, '`code` should be a string but is missing'],
  ['a word', { code: 'fine' }, '`code` is no number'],
  ['a list', [], '`code` should be a string but is missing'],
])('%s is no answer', async (_what, body, problem) => {
  const fetch = async () => Response.json(body)
  await expect(createBilibiliIntl({ fetch }).login('web-qr').finish()).rejects.toMatchObject({
    code: 'response-unexpected',
    message: `bilibili-intl/web-qr: create: ${problem}`,
  })
})

test.each([403, 412])('HTTP %d is the edge saying no, whatever is in the body', async (status) => {
  const fetch = async () => new Response('<html>security control policy</html>', { status })
  const error = await createBilibiliIntl({ fetch })
    .login('web-qr')
    .finish()
    .catch((thrown: unknown) => thrown)
  expect(ServiceRefusedError.is(error, 'risk-control')).toBe(true)
  expect(error).toMatchObject({ serviceCode: status, retryable: true })
})

test('a success with a status of failure is neither', async () => {
  const fetch = async () => Response.json({ code: 0, data: {} }, { status: 404 })
  await expect(createBilibiliIntl({ fetch }).login('web-qr').finish()).rejects.toMatchObject({
    code: 'response-unexpected',
  })
})
