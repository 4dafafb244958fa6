import type { Problem, Rule } from './rule.ts'
import { type Manifest, type ManifestJson, publicPackages } from './tree.ts'

const sourceCondition = '@denglu/source'

/** Ours are `workspace:^`; a library that two manifests name has its version in the catalog, once. */
const oneVersionEach: Rule = (house) => {
  const listed = house.manifests.flatMap((manifest) => dependenciesOf(manifest))
  return listed.flatMap(({ path, name, range }) => {
    if (name.startsWith('@denglu/'))
      return range === 'workspace:^' ? [] : [{ path, message: `${name} is ours: say workspace:^, not ${range}` }]
    const shared = listed.some((other) => other.name === name && other.path !== path)
    if (shared && range !== 'catalog:') return [{ path, message: `${name} is named elsewhere too: say catalog:` }]
    return []
  })
}

function dependenciesOf({ path, json }: Manifest) {
  const groups = [json.dependencies, json.devDependencies, json.optionalDependencies]
  return groups.flatMap((group) => Object.entries(group ?? {}).map(([name, range]) => ({ path, name, range })))
}

/** What a stranger needs to know of a package before installing it. */
const publicPackagesIntroduceThemselves: Rule = (house) =>
  publicPackages(house).flatMap((manifest) => {
    const { path, folder, json } = manifest
    const missing = (there: unknown, what: string): Problem[] => (there ? [] : [{ path, message: `needs ${what}` }])
    return [
      ...missing(house.paths.has(`${folder}/README.md`), 'a README.md beside it'),
      ...missing(json.description, 'a description'),
      ...missing(json.license === 'MIT', 'license: MIT'),
      ...missing(json.engines?.node, 'engines.node'),
      ...missing(json.repository?.directory === folder, `repository.directory: ${folder}`),
      ...missing(json.publishConfig?.access === 'public', 'publishConfig.access: public'),
    ]
  })

/** What is published is the entries less the source condition, which only this repository understands. */
const publishedExportsMatch: Rule = (house) =>
  publicPackages(house)
    .filter(({ json }) => JSON.stringify(withoutSource(json.exports)) !== JSON.stringify(json.publishConfig?.exports))
    .map(({ path }) => ({ path, message: `publishConfig.exports is not exports less ${sourceCondition}` }))

function withoutSource(exports: ManifestJson['exports'] = {}) {
  const entries = Object.entries(exports).map(([key, value]) => {
    if (typeof value === 'string') return [key, value]
    return [key, Object.fromEntries(Object.entries(value).filter(([condition]) => condition !== sourceCondition))]
  })
  return Object.fromEntries(entries)
}

export const manifestRules = {
  'one-version-each': oneVersionEach,
  'public-packages-introduce-themselves': publicPackagesIntroduceThemselves,
  'published-exports-match': publishedExportsMatch,
}
