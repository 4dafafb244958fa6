import { expect, test } from 'vitest'
import { followReference } from './server-reference.ts'

const home = 'wss://mu.y.qq.com/ws/handshake'

test.each([
  [home, '10.0.0.7:29001', `${home}/10.0.0.7:29001`],
  [`${home}/`, '10.0.0.7:29001', `${home}/10.0.0.7:29001`],
  [`${home}/10.0.0.7:29001`, '10.0.0.8:29002', `${home}/10.0.0.8:29002`],
  [`${home}/10.0.0.7:29001/`, 'node-3.internal:80', `${home}/node-3.internal:80`],
  [
    'ws://127.0.0.1:4000/mu.y.qq.com/ws/handshake',
    '1.2.3.4:5',
    'ws://127.0.0.1:4000/mu.y.qq.com/ws/handshake/1.2.3.4:5',
  ],
])('from %s by %s', (address, reference, followed) => {
  expect(followReference(address, reference)).toBe(followed)
})

test.each([undefined, '', '10.0.0.7', '../../x:1', 'a/b:1', 'evil.example:1/?', 'x:999999', 'x :1', 7])(
  'takes %j for no server',
  (reference) => {
    expect(followReference(home, reference)).toBeUndefined()
  },
)
