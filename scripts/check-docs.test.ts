import { describe, expect, test } from 'vitest'
import { checkLinks, findCitations } from './docs/links.ts'
import { parsePage } from './docs/page.ts'
import { checkSnippets } from './docs/snippets.ts'
import { checkTranslations } from './docs/translations.ts'

describe('links', () => {
  const files = ['README.md', 'docs/a.md', 'docs/图.png']
  const a = parsePage('docs/a.md', '# One `two`\n\n# 登录\n\n<a id="named"></a>\n\n## One two')
  const problemsOf = (text: string) =>
    checkLinks([parsePage('README.md', text), a], (path) => files.includes(path)).map(
      ({ line, message }) => `${line} ${message}`,
    )

  test.each([
    '[a](docs/a.md)',
    '[a](./docs/a.md#one-two)',
    '[a](/docs/a.md#one-two-1)',
    '[a](docs/a.md#登录)',
    '[a](docs/a.md#named)',
    '# Here\n\n[a](#here)',
    '![a](docs/%E5%9B%BE.png)',
    '[a](https://example.com/none.md#none)',
    '`[a](none.md)`',
  ])('%s leads somewhere', (text) => expect(problemsOf(text)).toEqual([]))

  test.each([
    ['\n\n[a](docs/b.md)', '3 dead link: docs/b.md'],
    ['[a][b]\n\n[b]: b.md', '1 dead link: b.md'],
    ['| a |\n|---|\n| [a](b.md) |', '3 dead link: b.md'],
    ['<img src="b.png">', '1 dead link: b.png'],
    ['![a](b.png)', '1 dead link: b.png'],
    ['[a](#none)', '1 no such heading: #none'],
    ['[a](docs/a.md#none)', '1 no such heading: docs/a.md#none'],
  ])('%s does not', (text, problem) => expect(problemsOf(text)).toEqual([problem]))

  test('comments in the sources cite pages that are there', () => {
    const source = findCitations('packages/x/src/x.ts', '// docs/a.md#named\n/** @see docs/a.md#gone */')
    expect(checkLinks([source, a], (path) => files.includes(path))).toEqual([
      { path: 'packages/x/src/x.ts', line: 2, message: 'no such heading: /docs/a.md#gone' },
    ])
  })
})

describe('translations', () => {
  const original = parsePage('README.md', '# A\n\n## B\n\n```sh\nnpm i a # install\n```')
  const problemsOf = (text: string) =>
    checkTranslations([original, parsePage('README.zh-CN.md', text)]).map(({ message }) => message)

  test('the same sections and commands, in other words', () => {
    expect(problemsOf('# 甲\n\n## 乙\n\n```sh\nnpm i a # 安装\n```')).toEqual([])
  })

  test('a section or a command missing or different', () => {
    expect(problemsOf('# 甲\n\n```sh\nnpm i b\n```')).toEqual([
      'sections differ from README.md at number 2: "##" there, null here',
      'commands differ from README.md at number 1: "npm i a" there, "npm i b" here',
    ])
  })
})

describe('snippets', () => {
  test('what does not compile is named by page and line', { timeout: 30_000 }, () => {
    const text = [
      '```ts\nimport type { QrCode } from "@denglu/core"\nconst qr: QrCode = { kind: "text", text: "x" }\n```',
      '<!-- given: declare function save(text: string): Promise<void> -->\n\n```ts\nawait save("x")\n```',
      '```ts ignore: half a sentence\nconst\n```',
      '```ts\nimport { none } from "@denglu/core"\n```',
      '```ts ignore\nconst n: number = "no reason given"\n```',
      '```js\nneither(here)\n```',
    ].join('\n\n')
    expect(
      checkSnippets([parsePage('README.md', text)]).map(({ path, line, message }) => `${path}:${line} ${message}`),
    ).toEqual([
      "README.md:17 TS2305: Module '\"@denglu/core\"' has no exported member 'none'.",
      "README.md:21 TS2322: Type 'string' is not assignable to type 'number'.",
    ])
  })
})
