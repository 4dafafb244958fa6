/** What is publicly known of an app's key pair. */
export interface AppKey {
  readonly secret: string
  /** Whether the TV QR endpoints are reported to serve it. Unknown counts as yes. */
  readonly qr: boolean
  /** Whether the TV poll tells "scanned" (86090) from "not scanned" with this key. */
  readonly tellsScanned: boolean
}

const key = (secret: string, can: { readonly qr?: boolean; readonly tellsScanned?: boolean } = {}): AppKey => ({
  secret,
  qr: can.qr ?? false,
  tellsScanned: can.tellsScanned ?? false,
})

/**
 * The public key pairs of the official apps. They sign requests; they do not prove who sends them.
 *
 * @see docs/services/bilibili.md
 */
export const appKeys: ReadonlyMap<string, AppKey> = new Map([
  // TV
  ['4409e2ce8ffd12b8', key('59b43e04ad6965f34319062b478f83dd', { qr: true })],
  ['8d23902c1688a798', key('710f0212e62bd499b8d3ac6e1db9302a', { qr: true, tellsScanned: true })],
  // Pad
  ['dfca71928277209b', key('b5475a8825547a4fc26c7d518eaaa02e', { qr: true })],
  // Android phone: login keys
  ['783bbb7264451d82', key('2653583c8873dea268ab9386918b1d65', { qr: true })],
  ['bca7e84c2d947ac6', key('60698ba2f68e01ce44738920a0ffe768', { qr: true, tellsScanned: true })],
  // Third-party authorisation
  ['27eb53fc9058f8c3', key('c2ed53a74eeefe3cf99fbd01d8c9c375', { qr: true, tellsScanned: true })],
  // Android phone: everything else
  ['1d8b6e7d45233436', key('560c52ccd288fed045859ed18bffd973')],
  ['57263273bc6b67f6', key('a0488e488d1567960d3a765e8d129f90')],
  // Android, Play store edition
  ['bb3101000e232e27', key('36efcfed79309338ced0380abd824ac1')],
  ['ae57252b0c09105d', key('c75875c596a69eb55bd119e74b07cfe3')],
  ['8e16697a1b4f8121', key('f5dd03b752426f2e623d7badb28d190a')],
  // Android, concept edition
  ['07da50c9a0bf829f', key('25bdede4e1581c836cab73a48790ca6e')],
  ['191c3b6b975af184', key('1673b15a09ef5e4427627f47b03a0578')],
  ['178cf125136ca8ea', key('34381a26236dd1171185c0beb042e1c6')],
  ['7d336ec01856996b', key('a1ce6983bc89e20a36c37f40c4f1a0dd')],
  // BiliLink, iPhone, OTT, tickets, BiliScan
  ['37207f2beaebf8d7', key('e988e794d4d4b6dd43bc0e89d6e90c43')],
  ['4ebafd7c4951b366', key('8cb98205e9b2ad3669aad0fce12a4c13')],
  ['c034e8b74130a886', key('e4e8966b1e71847dc4a3830f2d078523')],
  ['4c6e1021617d40d9', key('e559a59044eb2701b7a8628c86aa12ae')],
  ['9a75abf7de2d8947', key('35ca1c82be6c2c242ecc04d88c735f31')],
  // Windows, the upload tool, the cutting app
  ['84956560bc028eb7', key('94aba54af9065f71de72f5508f1cd42e')],
  ['85eb6835b0a1034e', key('2ad42749773c441109bdc0191257a664')],
  ['aae92bc66f3edfab', key('af125a0d5279fd576c1b4418a3e8276d')],
  ['5dce947fe22167f9', key('5491a31c6bc11fb764a9b1f8d4acf092', { qr: true })],
])

/** Tokens stay with the key they were issued for; this one pair of Android keys shares them. */
export function mayUseToken(issuedFor: string, usedWith: string): boolean {
  return issuedFor === usedWith || (issuedFor === '783bbb7264451d82' && usedWith === '1d8b6e7d45233436')
}
