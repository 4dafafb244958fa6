import { describeProcesses } from '@denglu/testing'

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
