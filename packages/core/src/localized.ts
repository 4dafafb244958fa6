/** A sentence that a person reads, in the languages the toolkit speaks. A face picks one; logs take `en`. */
export interface Localized {
  readonly en: string
  readonly zh: string
}
