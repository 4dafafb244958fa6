/** A clock whose waits end when they are let through, so that many flows can be led step by step. */
export class Turnstile {
  readonly #waiting: (() => void)[] = []
  #expected = 0
  #allBack: () => void = () => {}

  now(): number {
    return Date.now()
  }

  wait(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      this.back()
    })
  }

  /** A flow is waiting again, or has ended. */
  back(): void {
    if (--this.#expected === 0) this.#allBack()
  }

  /** Calls `start` for something that will wait, and resolves once all of it does. */
  async admit(batch: readonly (() => void)[]): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#expected = batch.length
    this.#allBack = resolve
    for (const go of batch) go()
    await promise
  }

  /** Lets everyone through once, `size` at a time. */
  async round(size: number): Promise<void> {
    for (const batch of inBatches(this.#waiting.splice(0), size)) await this.admit(batch)
  }
}

export function inBatches<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
