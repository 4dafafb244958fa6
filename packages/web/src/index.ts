export { parseGeetestAnswer } from './challenges/geetest-answer.ts'
export type { Lang } from './lang.ts'
export { type ChallengePage, createPages, type Pages, type PagesOptions } from './pages.ts'
