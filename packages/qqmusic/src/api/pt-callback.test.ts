import { expect, test } from 'vitest'
import { readPtCallback } from './pt-callback.ts'

test('reads every argument, whatever is in the message and the name', () => {
  expect(readPtCallback("ptuiCB('66','0','','0','二维码未失效。', '')")).toEqual([
    '66',
    '0',
    '',
    '0',
    '二维码未失效。',
    '',
  ])
  const tricky = String.raw`ptuiCB('67','0','','0','认证中，(1234567890) ok', 'O\'Neill, \\o/ \x26 \u4f60');`
  expect(readPtCallback(tricky)).toEqual(['67', '0', '', '0', '认证中，(1234567890) ok', "O'Neill, \\o/ & 你"])
})

test.each([
  ['', 'nothing'],
  ['<html>ptuiCB</html>', 'a page'],
  ["ptuiCB('0','0','https://ssl.ptlogin2.graph.qq.com/check_sig?uin=1", 'a part'],
  ["ptuiCB('0','0','https://ssl.ptlogin2.graph.qq.com/check_sig?uin=1'", 'an open bracket'],
])('finds no callback in %j: %s', (text) => {
  expect(readPtCallback(text)).toBeUndefined()
})
