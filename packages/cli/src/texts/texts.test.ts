import { expect, test } from 'vitest'
import { en } from './en.ts'
import { loadTexts, pickLanguage } from './texts.ts'
import { zh } from './zh.ts'

test.each([
  ['zh', {}, 'zh'],
  ['en', { LC_ALL: 'zh_CN.UTF-8' }, 'en'],
  [undefined, { LC_ALL: 'zh_TW.UTF-8', LANG: 'en_US.UTF-8' }, 'zh'],
  [undefined, { LC_ALL: '', LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'C' }, 'zh'],
  [undefined, { LANG: 'zh_CN' }, 'zh'],
  [undefined, { LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }, 'en'],
  [undefined, { LANG: 'de_DE.UTF-8' }, 'en'],
  ['fr', { LANG: 'zh_CN' }, 'zh'],
])('--lang %s with %j speaks %s', (asked, env, language) => {
  expect(pickLanguage(asked, env)).toBe(language)
})

test('loads one language', async () => {
  expect(await loadTexts('en')).toBe(en)
  expect(await loadTexts('zh')).toBe(zh)
})

test('nothing is left untranslated', () => {
  const same: string[] = []
  walk(en, zh, '')
  expect(same).toEqual([])

  function walk(left: unknown, right: unknown, path: string): void {
    if (typeof left === 'string') {
      if (left === right && !path.includes('.examples.')) same.push(path)
    } else if (typeof left === 'function' && typeof right === 'function') {
      if (`${left(['x'], 'y', 'z')}` === `${right(['x'], 'y', 'z')}`) same.push(path)
    } else if (typeof left === 'object' && left !== null) {
      for (const [key, value] of Object.entries(left))
        walk(value, (right as typeof en)[key as keyof typeof en], `${path}.${key}`)
    }
  }
})
