// The pages keep their word: links lead somewhere, code compiles, translations have the same sections and commands.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkLinks, findCitations } from './docs/links.ts'
import { parsePage } from './docs/page.ts'
import { checkSnippets } from './docs/snippets.ts'
import { checkTranslations } from './docs/translations.ts'
import { root } from './run.ts'

const exclude = ['**/node_modules', '**/dist', '**/.*', '**/CHANGELOG.md']
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const pages = globSync('**/*.md', { cwd: root, exclude }).map((path) => parsePage(path, read(path)))
const citations = globSync('packages/*/src/**/*.ts', { cwd: root, exclude }).map((path) =>
  findCitations(path, read(path)),
)

const problems = [
  ...checkLinks([...pages, ...citations], (path) => existsSync(join(root, path))),
  ...checkTranslations(pages),
  ...checkSnippets(pages),
]
for (const { path, line, message } of problems) console.error(`${path}${line ? `:${line}` : ''}  ${message}`)
console.log(`Docs: ${pages.length} pages, ${problems.length} problems.`)
if (problems.length > 0) process.exitCode = 1
