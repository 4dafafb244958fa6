import { describe, expect, test } from 'vitest'
import { JsonReader, readInput } from './json-reader.ts'

const reader = new JsonReader(
  { code: 0, data: { name: 'x', empty: '', mid: 42, on: true, nothing: null, list: [{ id: 'a' }, { id: 7 }] } },
  (problem) => {
    throw new Error(problem)
  },
)

describe('reading by path', () => {
  test('gives what is there, with its type', () => {
    expect(reader.number('code')).toBe(0)
    expect(reader.string('data.empty')).toBe('')
    expect(reader.boolean('data.on')).toBe(true)
    expect(reader.at('data').text('name')).toBe('x')
    expect(reader.list('data.list').map((entry) => entry.id('id'))).toEqual(['a', '7'])
    expect(reader.oneOf('data.name', ['x', 'y'])).toBe('x')
  })

  test('tells absent from present', () => {
    expect(reader.has('data.nothing')).toBe(false)
    expect(reader.has('data.empty')).toBe(true)
    expect(reader.optional('data.missing', reader.string)).toBeUndefined()
    expect(reader.optional('data.mid', reader.number)).toBe(42)
  })

  test.each([
    [() => reader.string('data.mid'), '`data.mid` should be a string but is number'],
    [() => reader.string('data.nothing'), '`data.nothing` should be a string but is null'],
    [() => reader.number('data.none.deeper'), '`data.none.deeper` should be a number but is missing'],
    [() => reader.text('data.empty'), '`data.empty` is empty'],
    [() => reader.at('data.list'), '`data.list` should be an object but is a list'],
    [() => reader.list('data'), '`data` should be a list but is an object'],
    [() => reader.at('data').number('name'), '`data.name` should be a number but is string'],
    [() => reader.list('data.list')[1]?.string('id'), '`data.list.1.id` should be a string but is number'],
    [() => reader.oneOf('data.name', ['y']), '`data.name` should be one of y but is string'],
  ])('names the whole path and the type found, never the value (%#)', (act, message) => {
    expect(act).toThrow(message)
  })

  test('takes no number that is none, nor an id that has lost digits', () => {
    const parsed = new JsonReader(JSON.parse('{"far":1e999,"id":9007199254740993,"half":0.5}'), (problem) => {
      throw new Error(problem)
    })
    expect(() => parsed.number('far')).toThrow('`far` is not finite')
    expect(() => parsed.id('id')).toThrow('`id` is no exact integer')
    expect(() => parsed.id('half')).toThrow('`half` is no exact integer')
  })

  test('gives text that can be encoded, and the holes of a list', () => {
    const odd = new JsonReader({ half: 'a\ud800', list: Array(2) }, (problem) => {
      throw new Error(problem)
    })
    expect(odd.string('half')).toBe('a\ufffd')
    expect(odd.list('list').map((entry) => entry.has('x'))).toEqual([false, false])
  })

  test('never reads what an object inherits', () => {
    expect(reader.has('constructor')).toBe(false)
    expect(reader.has('data.__proto__')).toBe(false)
  })
})

test.each([[undefined], [null], ['text'], [[]]])('%j is no input object', (value) => {
  expect(() => readInput(value, 'a snapshot')).toThrow('this is not a snapshot: it should be an object')
})
