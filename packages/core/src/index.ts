export type { QrCode } from './qr-code.ts'
