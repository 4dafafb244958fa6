import type { Language } from '../texts/texts.ts'

const dayMs = 86_400_000

/** `2:05` for what is left until a moment; `0:00` once it has passed. */
export function renderTimeLeft(until: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((until - now) / 1_000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** `2027-05-19 08:04:02`, the time of this place. */
export function renderMoment(at: number): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium' }).format(at)
}

/** `2027-05-19 (in 180 days)`, the day being one of this place. */
export function renderDay(at: number, now: number, language: Language): string {
  // Sweden writes dates the way everybody can read them.
  const day = new Intl.DateTimeFormat('sv-SE').format(at)
  const away = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.round((at - now) / dayMs), 'day')
  return `${day} (${away})`
}
