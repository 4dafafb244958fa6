import { expect, test } from 'vitest'
import { createManualClock } from '../clock.ts'
import { createQrBook } from './qr-book.ts'

function setUp() {
  const clock = createManualClock(0)
  const book = createQrBook(clock)
  const shelf = book.shelf({ realm: 'r', method: 'r/qr' })
  const issue = (key = 'k1') => shelf.issue({ key, text: `https://r/?k=${key}`, livesMs: 1000, detail: {} })
  return { clock, book, shelf, issue }
}

test('goes from created to consumed, each step once', () => {
  const code = setUp().issue()
  expect(code.state).toBe('created')
  expect(code.consume()).toBe(false)
  expect(code.scan('1')).toBe(true)
  expect([code.state, code.userId]).toEqual(['scanned', '1'])
  expect(code.confirm('2')).toBe(true)
  expect([code.state, code.userId]).toEqual(['confirmed', '2'])
  expect(code.scan('3')).toBe(false)
  expect(code.consume()).toBe(true)
  expect(code.consume()).toBe(false)
  expect([code.state, code.userId]).toEqual(['consumed', '2'])
})

test('a script is followed by the clock alone', () => {
  const { clock, book, issue } = setUp()
  book.follow('r', { userId: '7', scanAfterMs: 100, confirmAfterMs: 50 })
  const code = issue()
  const states = [99, 1, 49, 1].map((ms) => {
    clock.advance(ms)
    return code.state
  })
  expect(states).toEqual(['created', 'scanned', 'scanned', 'confirmed'])
  expect(code.userId).toBe('7')
})

test('a script can decline, or stop after the scan', () => {
  const { clock, book, issue } = setUp()
  book.follow('r', { userId: '7', scanAfterMs: 0, declineAfterMs: 10 })
  const declined = issue('k1')
  book.follow('r', { userId: '7', scanAfterMs: 0 })
  const scanned = issue('k2')
  book.follow('r', undefined)
  const untouched = issue('k3')
  clock.advance(500)
  expect([declined.state, scanned.state, untouched.state]).toEqual(['declined', 'scanned', 'created'])
})

test('what a script would do after the end never happens', () => {
  const { clock, book, issue } = setUp()
  book.follow('r', { userId: '7', scanAfterMs: 900, confirmAfterMs: 100 })
  const code = issue()
  clock.advance(5000)
  expect(code.state).toBe('expired')
  expect(code.consume()).toBe(false)
})

test('a hand on the phone voids the script', () => {
  const { clock, book, issue } = setUp()
  book.follow('r', { userId: '7', scanAfterMs: 10, confirmAfterMs: 10 })
  const code = issue()
  code.scan('8')
  clock.advance(100)
  expect([code.state, code.userId]).toEqual(['scanned', '8'])
})

test('a book recognises keys in any text, lists what waits, and forgets what ended long ago', () => {
  const { clock, book, shelf, issue } = setUp()
  const code = issue()
  expect(book.recognise('http://other/?x=1&k=k1&y=2')).toBe(code)
  expect(book.recognise('k1')).toBe(code)
  expect(book.recognise('https://r/?k=k11')).toBeUndefined()
  expect(book.pending()).toEqual([code])

  clock.advance(1000)
  expect(book.pending()).toEqual([])
  issue('k2')
  expect(shelf.find('k1')).toBe(code)
  clock.advance(3_600_000)
  issue('k3')
  expect(shelf.find('k1')).toBeUndefined()
})
