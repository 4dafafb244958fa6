import { describeProcesses } from '@denglu/testing'

const module = new URL('./provider.ts', import.meta.url)

describeProcesses({
  module,
  factory: 'createBilibiliIntl',
  method: 'web-qr',
  human: (event, { bilibiliIntl }) => {
    if (event.type === 'qr-ready') bilibiliIntl.phone.scan(event.qr)
    if (event.type === 'qr-scanned') bilibiliIntl.phone.confirm()
    return undefined
  },
})

describeProcesses({
  module,
  factory: 'createBilibiliIntl',
  method: 'sms',
  input: { country: '65', phone: '81234567' },
  human: (event, { geetest }) => {
    if (event.type !== 'challenge-raised') return undefined
    const { challenge } = event
    return challenge.kind === 'geetest'
      ? { kind: 'geetest', ...geetest.solve(challenge.challenge) }
      : { kind: 'sms-code', code: '123456' }
  },
})
