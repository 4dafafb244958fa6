import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '../house/rule.ts'
import { type House, readHouse } from '../house/tree.ts'
import { root } from '../run.ts'
import type { Block, Page } from './page.ts'

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
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings(readHouse(root))))
    return compile(folder).map(({ index, ...problem }) => ({ path: snippets[index]?.path ?? '?', ...problem }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The code on the lines it has in its page, so that what the compiler says of a line is true of the page. */
function inPlace({ given, line, code }: Block): string {
  return `export {};${given.replaceAll('\n', ' ')}${'\n'.repeat(line)}${code}`
}

function settings(house: House): object {
  const entries = house.manifests.flatMap(({ folder, json }) =>
    Object.entries(json.exports ?? {}).map(([key, entry]) => {
      const source = typeof entry === 'string' ? entry : (entry['@denglu/source'] ?? '')
      return [json.name + key.slice(1), [join(root, folder, source)]]
    }),
  )
  return {
    extends: join(root, 'tsconfig.base.json'),
    compilerOptions: {
      noEmit: true,
      noUnusedLocals: false,
      noUnusedParameters: false,
      paths: Object.fromEntries(entries),
    },
    include: ['*.ts'],
  }
}

function compile(folder: string) {
  const { stdout, stderr, error } = spawnSync('tsc', ['--pretty', 'false'], { cwd: folder, encoding: 'utf8' })
  if (error) throw error
  const said = [...stdout.matchAll(/^(\d+)\.ts\((\d+),\d+\): error (.*)$/gm)]
  if (said.length === 0 && stdout + stderr !== '') throw new Error(stdout + stderr)
  return said.map(([, index, line, message = '']) => ({ index: Number(index), line: Number(line), message }))
}
