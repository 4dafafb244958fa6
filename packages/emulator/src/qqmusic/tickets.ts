import type { Random } from '../random.ts'

/** Things that are good for one time. */
export interface Tickets<Worth> {
  issue(worth: Worth): string
  /** What it was good for, once. */
  redeem(ticket: unknown): Worth | undefined
  /** What it is good for, without using it up. */
  peek(ticket: unknown): Worth | undefined
}

export function createTickets<Worth>(
  random: Random,
  { length = 32 }: { readonly length?: number } = {},
): Tickets<Worth> {
  const open = new Map<unknown, Worth>()
  return {
    issue(worth) {
      const ticket = random.hex(length).toUpperCase()
      open.set(ticket, worth)
      return ticket
    },
    redeem(ticket) {
      const worth = open.get(ticket)
      open.delete(ticket)
      return worth
    },
    peek: (ticket) => open.get(ticket),
  }
}
