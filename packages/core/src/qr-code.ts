/**
 * A login code to show to a person, as the service gave it: the text to encode, or a picture the service drew.
 *
 * `@denglu/qr` renders either as a terminal block, SVG or PNG.
 */
export type QrCode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image'; readonly mediaType: 'image/png' | 'image/jpeg'; readonly base64: string }
