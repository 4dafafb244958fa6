import { createEmulator } from '@denglu/emulator'
import { expect, test } from 'vitest'
import { createQQMusic } from '../provider.ts'
import { createDevice, luhnDigit, parseDevice } from './device.ts'

test('invents a phone, another one each time, that survives JSON', () => {
  const device = createDevice()
  expect(device).toMatchObject({
    androidId: expect.stringMatching(/^[0-9a-f]{16}$/),
    openUdid: expect.stringMatching(/^[0-9a-f]{32}$/),
    imei: expect.stringMatching(/^\d{15}$/),
    fingerprint: expect.stringMatching(/^xiaomi\/iarim\/sagit:10\/eomam\.200122\.001\/\d{7}:user\/release-keys$/),
  })
  expect(parseDevice(JSON.parse(JSON.stringify(device)))).toEqual(device)
  expect(createDevice()).not.toEqual(device)
  expect(() => parseDevice({})).toThrow('this is not a qqmusic device')
})

test('the last digit of an imei checks the others', () => {
  // The example of the GSM Association.
  expect(luhnDigit('49015420323751')).toBe(8)
  const { imei } = createDevice()
  expect(luhnDigit(imei.slice(0, 14))).toBe(Number(imei.at(-1)))
})

test('is numbered by the service of QIMEI', async () => {
  const { fetch, faults } = createEmulator()
  const device = createDevice()
  const qqmusic = createQQMusic({ fetch })
  const numbered = await qqmusic.fetchQimei(device)
  expect(numbered).toMatchObject({
    ...device,
    qimei: expect.stringMatching(/^[0-9a-f]{32}$/),
    qimei36: expect.stringMatching(/^[0-9a-f]{36}$/),
  })

  faults.add({ kind: 'status', status: 500 })
  await expect(qqmusic.fetchQimei(device)).rejects.toMatchObject({ code: 'response-unexpected' })
})

test.each(['{"data":"{}"}', '{"data":"no"}', '{}'])('%s gives no numbers', async (body) => {
  const failed = createQQMusic({ fetch: async () => new Response(body) }).fetchQimei(createDevice())
  await expect(failed).rejects.toMatchObject({ code: 'response-unexpected' })
})
