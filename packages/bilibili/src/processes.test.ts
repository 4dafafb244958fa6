import { describeProcesses } from '@denglu/testing'
import { answerAll } from './__fixtures__/person.ts'

const module = new URL('./index.ts', import.meta.url)
const factory = 'createBilibili'

describeProcesses({
  module,
  factory,
  method: 'web-qr',
  human: (event, { bilibili }) => {
    if (event.type === 'qr-ready') bilibili.phone.scan(event.qr)
    if (event.type === 'qr-scanned') bilibili.phone.confirm()
    return undefined
  },
})

describeProcesses({
  module,
  factory,
  method: 'tv-qr',
  human: (event, { bilibili }) => {
    if (event.type === 'qr-ready') bilibili.phone.confirm(event.qr)
    return undefined
  },
})

const password = { username: 'user100200300401@example.com', password: 'correct-horse-7' }

for (const [method, input, riskCheck] of [
  ['password', password, 'none'],
  ['password', password, 'loginTelCheck'],
  ['password', password, 'secLogin'],
  ['sms', { phone: '13800300401' }, 'deviceVerify'],
] as const) {
  describeProcesses({
    module,
    factory,
    method,
    input,
    setUp: ({ bilibili }) => {
      bilibili.accounts.first.riskCheck = riskCheck
    },
    human: answerAll,
  })
}
