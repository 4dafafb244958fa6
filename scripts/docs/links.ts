import { posix } from 'node:path'
import type { Problem } from '../house/rule.ts'
import type { Page } from './page.ts'

/** Every link to a file of ours, and every anchor in it, has to be there. `exists` is asked about paths from the root. */
export function checkLinks(pages: readonly Page[], exists: (path: string) => boolean): Problem[] {
  const anchorsOf = new Map(pages.map(({ path, anchors }) => [path, anchors]))
  return pages.flatMap(({ path, links }) =>
    links
      .filter(({ href }) => !/^[a-z][a-z+.-]*:|^\/\//i.test(href))
      .flatMap(({ href, line }) => {
        const { file, anchor } = resolve(path, href)
        if (!exists(file)) return [{ path, line, message: `dead link: ${href}` }]
        const anchors = anchorsOf.get(file)
        return anchor && anchors && !anchors.has(anchor) ? [{ path, line, message: `no such heading: ${href}` }] : []
      }),
  )
}

function resolve(from: string, href: string): { file: string; anchor: string } {
  const [target = '', anchor = ''] = decodeURI(href).split('#')
  if (target === '') return { file: from, anchor }
  // As on GitHub, a leading slash means the root of the repository.
  const path = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(from), target)
  return { file: posix.normalize(path), anchor }
}

/** Source comments cite pages too, from the root: `@see docs/services/bilibili.md#web-qr`. */
export function findCitations(path: string, text: string): Page {
  const links = text.split('\n').flatMap((line, index) =>
    [...line.matchAll(/(?<![\w/.])docs\/[\w./-]+\.md(?:#[\p{L}\p{N}_-]+)?/gu)].map(([href]) => ({
      href: `/${href}`,
      line: index + 1,
    })),
  )
  return { path, headings: [], anchors: new Set(), links, blocks: [] }
}
