import { expect, test } from 'vitest'
import { UsageError } from '../outcomes.ts'
import { en } from '../texts/en.ts'
import { zh } from '../texts/zh.ts'
import { parse, tokenize } from './parse.ts'

const read = (...args: string[]) => parse(tokenize(args), en)

test('reads commands, arguments and options in any order', () => {
  expect(read('--lang', 'zh', 'login', '--renew=5', 'bilibili', '--json', 'tv-qr')).toEqual({
    command: 'login',
    args: ['bilibili', 'tv-qr'],
    values: { lang: 'zh', renew: 5, json: true },
  })
  expect(read()).toEqual({ command: undefined, args: [], values: {} })
  expect(read('-h').values).toEqual({ help: true })
  expect(read('emulator', '--scan-after', '0.5').values).toEqual({ 'scan-after': 0.5 })
  expect(read('login', '--', '--qr').args).toEqual(['--qr'])
})

test.each([
  [['lgin'], 'There is no command "lgin".', 'Did you mean login?'],
  [['dance'], 'There is no command "dance".', 'See: denglu --help'],
  [['login', '--qr-fiel', 'x'], 'There is no option "--qr-fiel" here.', 'Did you mean --qr-file?'],
  [['login', '--port', '1'], 'There is no option "--port" here.', 'See: denglu login --help'],
  [['login', '-x'], 'There is no option "-x" here.', 'See: denglu login --help'],
  [['--json'], 'There is no option "--json" here.', 'See: denglu --help'],
  [['login', '--constructor'], 'There is no option "--constructor" here.', 'See: denglu login --help'],
  [['login', '--json=yes'], '--json takes no value.', undefined],
  [['login', '--renew'], '--renew needs a value: --renew TIMES', undefined],
  [['login', '--qr-file', '--json'], '--qr-file needs a value: --qr-file FILE', undefined],
  [['login', '--qr-file='], '--qr-file needs a value: --qr-file FILE', undefined],
  [['login', '--renew', 'often'], '--renew is a number up to 100, not "often".', undefined],
  [['login', '--renew', '0.5'], '--renew is a number up to 100, not "0.5".', undefined],
  [['login', '--renew', '1e2'], '--renew is a number up to 100, not "1e2".', undefined],
  [['emulator', '--port', '70000'], '--port is a number up to 65535, not "70000".', undefined],
  [['login', '--qr', 'round'], '--qr cannot be "round".', 'Choose one of half, full, plain, ascii, link, none.'],
  [['status', 'a', 'b', 'c'], '"c" is one argument too many.', 'See: denglu status --help'],
])('%j is refused', (args, message, advice) => {
  const refused = () => read(...args)
  expect(refused).toThrow(UsageError)
  expect(refused).toThrow(expect.objectContaining({ message, advice }))
})

test('refuses in Chinese, too', () => {
  expect(() => parse(tokenize(['lgin']), zh)).toThrow(
    expect.objectContaining({ message: '没有“lgin”这个命令。', advice: '是不是想输入 login？' }),
  )
})
