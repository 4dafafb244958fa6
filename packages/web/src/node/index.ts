export { type OpenChallengePageOptions, openChallengePage } from './open-challenge-page.ts'
