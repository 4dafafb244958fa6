import { expect, test } from 'vitest'
import { Inbox } from './inbox.ts'

test('hands out everything in order, and the first end after it', async () => {
  const inbox = new Inbox<string>()
  inbox.put('a')
  inbox.put('b')
  inbox.end('over')
  inbox.end('over again')
  expect([await inbox.take(), await inbox.take()]).toEqual(['a', 'b'])
  await expect(inbox.take()).rejects.toBe('over')
  await expect(inbox.take()).rejects.toBe('over')
})

test('wakes whoever waits', async () => {
  const inbox = new Inbox<string>()
  const waiting = inbox.take()
  inbox.put('late')
  expect(await waiting).toBe('late')
  const waitingForEnd = inbox.take()
  inbox.end('over')
  await expect(waitingForEnd).rejects.toBe('over')
})
