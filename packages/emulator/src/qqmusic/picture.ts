const scale = 3
const quietModules = 4

interface Pixels {
  readonly side: number
  isDark(x: number, y: number): boolean
}

/** A QR code as a PNG, in base64. */
export async function drawPng(text: string): Promise<string> {
  const { side, isDark } = await encode(text)
  const { PNG } = await import('pngjs')
  const grey = Buffer.alloc(side * side, 255)
  for (let at = 0; at < grey.length; at++) if (isDark(at % side, Math.floor(at / side))) grey[at] = 0
  const png = Object.assign(new PNG({ width: side, height: side }), { data: grey })
  return PNG.sync.write(png, { colorType: 0, inputColorType: 0, inputHasAlpha: false }).toString('base64')
}

/** A QR code as a JPEG, in base64. */
export async function drawJpeg(text: string): Promise<string> {
  const { side, isDark } = await encode(text)
  const { encode: encodeJpeg } = await import('jpeg-js')
  const data = Buffer.alloc(side * side * 4, 255)
  for (let at = 0; at < side * side; at++)
    if (isDark(at % side, Math.floor(at / side))) data.fill(0, at * 4, at * 4 + 3)
  return encodeJpeg({ width: side, height: side, data }, 90).data.toString('base64')
}

async function encode(text: string): Promise<Pixels> {
  const { default: encodeQr } = await import('qr')
  const modules = encodeQr(text, 'raw', { ecc: 'medium', border: quietModules })
  return {
    side: modules.length * scale,
    isDark: (x, y) => modules[Math.floor(y / scale)]?.[Math.floor(x / scale)] === true,
  }
}
