import { describeMethod } from '@denglu/testing'
import { createBilibili } from '../provider.ts'

describeMethod({
  method: 'web-qr',
  createProvider: createBilibili,
  human: (event, { emulator }) => {
    if (event.type === 'qr-ready') emulator.bilibili.phone.scan(event.qr)
    if (event.type === 'qr-scanned') emulator.bilibili.phone.confirm()
    return undefined
  },
})
