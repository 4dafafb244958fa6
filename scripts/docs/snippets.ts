import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '../house/rule.ts'
import { entriesOf, readHouse } from '../house/tree.ts'
import { root } from '../run.ts'
import type { Block, Page } from './page.ts'

const tsc = join(root, 'node_modules/.bin/tsc')
const ignored = /^(?:ts|typescript) ignore: \S/

/** Every TypeScript block compiles against the packages as they are. */
export function checkSnippets(pages: readonly Page[]): Problem[] {
  const snippets = pages.flatMap(({ path, blocks }) =>
    blocks
      .filter(({ info }) => /^(ts|typescript)\b/.test(info) && !ignored.test(info))
      .map((block) => ({ path, block })),
  )
  if (snippets.length === 0) return []
  mkdirSync(join(root, '.reports'), { recursive: true })
  const folder = mkdtempSync(join(root, '.reports/docs-'))
  try {
    for (const [index, { block }] of snippets.entries()) writeFileSync(join(folder, `${index}.ts`), inPlace(block))
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings()))
    return compile(folder).map(({ index, ...problem }) => ({ path: snippets[index]?.path ?? '?', ...problem }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The code on the lines it has in its page, so that what the compiler says of a line is true of the page. */
function inPlace({ given, line, code }: Block): string {
  return `export {};${given.replaceAll('\n', ' ')}${'\n'.repeat(line)}${code}`
}

function settings(): object {
  const entries = entriesOf(readHouse(root)).map(({ name, path }) => [name, [join(root, path)]])
  return {
    extends: join(root, 'tsconfig.base.json'),
    compilerOptions: {
      noEmit: true,
      noUnusedLocals: false,
      noUnusedParameters: false,
      paths: Object.fromEntries(entries),
    },
    // The declarations of libraries that bring none are in the packages that use them.
    include: ['*.ts', join(root, 'packages/*/src/**/*.d.ts')],
  }
}

/** What the compiler says of the snippets; what it says of the packages behind them is for `pnpm types`. */
function compile(folder: string) {
  const { stdout, stderr, error } = spawnSync(tsc, ['--pretty', 'false'], { cwd: folder, encoding: 'utf8' })
  if (error || /^error /m.test(stdout)) throw new Error(`${stdout}${stderr}`, { cause: error })
  const said = stdout.matchAll(/^(\d+)\.ts\((\d+),\d+\): error (.*)$/gm)
  return [...said].map(([, index, line, message = '']) => ({ index: Number(index), line: Number(line), message }))
}
