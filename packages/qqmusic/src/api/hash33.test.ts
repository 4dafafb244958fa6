import { expect, test } from 'vitest'
import { gtk, hash33 } from './hash33.ts'

test.each([
  ['', 0, 5381],
  ['a', 97, 177670],
  ['abc', 108966, 193485963],
  ['SIG', 92867, 193469864],
  ['key', 119977, 193496974],
  ['0123456789abcdef', 389841794, 1426588295],
  ['PSKEY', 97940492, 232092721],
  ['p_skey_example_AbC123*XyZ_', 784859909, 2131610698],
  ['Q_H_L_5ExampleMusicKey', 603793293, 1930368594],
  ['z9Xk2LmQ0vT1bR7cY4nH8sJ6wE3uA5dFgPqOiKlMzVxBtCyNrWhSjUeDaG1f2h3J*', 781365589, 1810894586],
  ['f3a9c1d2e4b5a6978877665544332211ffeeddccbbaa99887766554433221100aabbccddeeff0011', 446452268, 660437297],
])('hashes %j', (text, token, gTk) => {
  expect([hash33(text), gtk(text)]).toEqual([token, gTk])
})
