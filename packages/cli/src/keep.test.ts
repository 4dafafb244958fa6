import type { Credential, CredentialKey } from '@denglu/core'
import { systemClock } from '@denglu/core'
import { describe, expect, test, vi } from 'vitest'
import { type Bench, openBench } from './bench.fixture.ts'
import { converse } from './conversation.fixture.ts'

/** The command as it keeps accounts, told in JSON. */
const keep = (bench: Bench) => converse(bench, ['keep', '--json'])

/** Makes a stored login look as if most of its life were over. */
async function age(bench: Bench, key: CredentialKey): Promise<Credential> {
  const stored = (await bench.store.read(key)) as Credential
  const aged = { ...stored, expiresAt: systemClock.now() + 3_600_000 }
  await bench.store.write({ ...aged, issuedAt: systemClock.now() - 30 * 86_400_000 })
  return stored
}

describe.concurrent('denglu keep', { timeout: 30_000 }, () => {
  test('renews what is about to end, and ends with 0 when it is asked to', async () => {
    await using bench = await openBench()
    const key = { provider: 'bilibili', userId: await bench.logIn() }
    await age(bench, key)
    const daemon = keep(bench)

    expect(await daemon.read()).toMatchObject({ type: 'account-kept', ...key, at: expect.any(Number) })
    const { expiresAt } = await daemon.readUntil('account-refreshed')
    expect(await bench.store.read(key)).toMatchObject({ expiresAt })
    daemon.child.kill('SIGTERM')

    expect(await daemon.ended).toBe(0)
    expect((await bench.run(['status'])).code).toBe(0)
  })

  test('finishes a renewal that is under way when Ctrl-C comes', async () => {
    await using bench = await openBench()
    const key = { provider: 'bilibili', userId: await bench.logIn() }
    await age(bench, key)
    const slow = bench.emulator.faults.add({ kind: 'latency', delayMs: 1_000, match: { path: /cookie\/refresh/ } })
    const daemon = keep(bench)
    await vi.waitFor(() => expect(slow.hits).toBe(1), { timeout: 10_000 })
    daemon.child.kill('SIGINT')

    expect(await daemon.readUntil('keep-stopping')).toMatchObject({ refreshes: 1 })
    expect(await daemon.readUntil('account-refreshed')).toMatchObject(key)
    expect(await daemon.ended).toBe(130)
    expect((await bench.run(['status'])).code).toBe(0)
  })

  test('waits for the owner of an expired login, and notices that they have logged in, and out', async () => {
    await using bench = await openBench()
    const key = { provider: 'bilibili', userId: await bench.logIn() }
    bench.emulator.bilibili.accounts.first.endSessions()
    const daemon = keep(bench)
    expect(await daemon.readUntil('account-expired')).toMatchObject({
      ...key,
      problem: { code: 'credential-rejected' },
    })

    await bench.logIn()
    expect(await daemon.readUntil('account-kept')).toMatchObject(key)
    expect(await daemon.readUntil('account-checked')).toMatchObject({ ...key, status: 'valid' })

    await bench.run(['logout'])
    expect(await daemon.readUntil('account-gone')).toMatchObject(key)
    daemon.child.kill('SIGTERM')
    expect(await daemon.ended).toBe(0)
  })

  test('tells people, with the time, and does not give up for a network that is down', async () => {
    await using bench = await openBench()
    const key = { provider: 'bilibili', userId: await bench.logIn() }
    await age(bench, key)
    bench.emulator.faults.add({ kind: 'reset' })
    const { stderr } = bench.start(['keep', 'bilibili', key.userId])
    let said = ''
    for await (const chunk of stderr ?? []) {
      said += chunk
      if (said.includes('not renewed')) break
    }

    expect(said).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}bilibili \d+: kept fresh; good until .* \(today\)\n/)
    expect(said).toContain('not renewed for now, will be tried again: The service could not be reached.')
  })

  test('without an account there is nothing to keep', async () => {
    await using bench = await openBench()

    expect((await bench.run(['keep'])).code).toBe(3)
  })
})
