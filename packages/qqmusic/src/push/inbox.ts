/** What arrives one by one, to be read in order. An end is met only after everything that came before it. */
export class Inbox<T> {
  readonly #items: T[] = []
  #end: { readonly reason: unknown } | undefined
  #wake: () => void = () => {}

  put(item: T): void {
    this.#items.push(item)
    this.#wake()
  }

  /** Only the first end counts. */
  end(reason: unknown): void {
    this.#end ??= { reason }
    this.#wake()
  }

  /** The next item; throws the reason of the end when there are none any more. */
  async take(): Promise<T> {
    for (;;) {
      const item = this.#items.shift()
      if (item !== undefined) return item
      if (this.#end) throw this.#end.reason
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}
