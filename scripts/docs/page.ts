import GithubSlugger from 'github-slugger'
import MarkdownIt from 'markdown-it'

/** A Markdown page, as far as the checks care. Lines count from 1. */
export interface Page {
  readonly path: string
  readonly headings: readonly { readonly level: number; readonly text: string }[]
  readonly anchors: ReadonlySet<string>
  readonly links: readonly { readonly href: string; readonly line: number }[]
  readonly blocks: readonly Block[]
}

/** A fenced block of code. */
export interface Block {
  /** What follows the fence: `ts`, `sh`, `ts ignore: why it cannot compile`. */
  readonly info: string
  readonly code: string
  /** The line of the opening fence. */
  readonly line: number
  /** Declarations that the prose implies, from a comment just before: `<!-- given: declare function save(): void -->`. */
  readonly given: string
}

const markdown = new MarkdownIt({ html: true })

export function parsePage(path: string, text: string): Page {
  const slugger = new GithubSlugger()
  const headings: Page['headings'][number][] = []
  const anchors = new Set<string>()
  const links: Page['links'][number][] = []
  const blocks: Block[] = []

  let line = 1

  const readTag = (tag: string) => {
    for (const [, name, value = ''] of tag.matchAll(/\b(id|name|href|src)="([^"]*)"/g))
      name === 'id' || name === 'name' ? anchors.add(value) : links.push({ href: value, line })
  }

  const tokens = markdown.parse(text, {})
  for (const [index, token] of tokens.entries()) {
    if (token.map) line = token.map[0] + 1
    if (token.type === 'heading_open') {
      const words = plainText(tokens[index + 1]?.children ?? [])
      headings.push({ level: Number(token.tag.slice(1)), text: words })
      anchors.add(slugger.slug(words))
    }
    if (token.type === 'fence')
      blocks.push({ info: token.info.trim(), code: token.content, line, given: givenBy(tokens[index - 1]) })
    if (token.type === 'html_block') readTag(token.content)
    for (const child of token.children ?? []) {
      if (child.type === 'html_inline') readTag(child.content)
      const href = child.attrGet(child.type === 'image' ? 'src' : 'href')
      if (href) links.push({ href: String(href), line })
    }
  }
  return { path, headings, anchors, links, blocks }
}

interface Token {
  readonly type: string
  readonly content: string
}

function plainText(children: readonly Token[]): string {
  return children.map(({ type, content }) => (type === 'text' || type === 'code_inline' ? content : '')).join('')
}

function givenBy(token: Token | undefined): string {
  return (token?.type === 'html_block' && /<!--\s*given:(.*?)-->/s.exec(token.content)?.[1]?.trim()) || ''
}
