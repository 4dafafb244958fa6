import { describeMethod } from '@denglu/testing'
import { createQQMusic } from '../provider.ts'

describeMethod({
  method: 'qq-qr',
  createProvider: createQQMusic,
  human: (event, { emulator }) => {
    if (event.type === 'qr-ready') emulator.qqmusic.phone.scan(event.qr)
    if (event.type === 'qr-scanned') emulator.qqmusic.phone.confirm()
    return undefined
  },
})
