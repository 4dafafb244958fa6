/** A picture in memory: four bytes a pixel (red, green, blue, alpha), row by row. */
export interface Pixels {
  readonly mediaType: 'image/png' | 'image/jpeg'
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** Login pictures have about 0.2 megapixels; a few header bytes must not make us allocate gigabytes. */
const maxMegapixels = 4

/** A scan of the largest picture that has no code in it ends by then; one that has a code takes milliseconds. */
const scanMs = 1_000

/**
 * Reads a picture by what its bytes are, whatever its media type claims.
 *
 * @throws TypeError when it is neither PNG nor JPEG, damaged, or larger than four megapixels.
 */
export async function readPixels(bytes: Buffer): Promise<Pixels> {
  try {
    return bytes[0] === 0xff ? await readJpeg(bytes) : await readPng(bytes)
  } catch (cause) {
    throw new TypeError(`The picture is not a PNG or JPEG of at most ${maxMegapixels} megapixels`, { cause })
  }
}

/** Finds the QR code in a picture. Undefined when there is none, or its bytes are not UTF-8. */
export async function readText(pixels: Pixels): Promise<string | undefined> {
  const { decodeQR } = await import('qr/decode.js')
  try {
    const text = decodeQR(pixels, { effort: Number.POSITIVE_INFINITY, timeLimit: scanMs })
    // A replacement character means that encoding the text again would make another code.
    return text.includes('\ufffd') ? undefined : text
  } catch {
    return undefined
  }
}

async function readJpeg(bytes: Buffer): Promise<Pixels> {
  const { decode } = await import('jpeg-js')
  const { width, height, data } = decode(bytes, { useTArray: true, maxResolutionInMP: maxMegapixels })
  return { mediaType: 'image/jpeg', width, height, data }
}

async function readPng(bytes: Buffer): Promise<Pixels> {
  // The header chunk comes first and begins with width and height.
  if (bytes.readUInt32BE(16) * bytes.readUInt32BE(20) > maxMegapixels * 1e6) throw new RangeError('too large')
  const { PNG } = await import('pngjs')
  // Not `PNG.sync.read`: that one leans on private fields of node:zlib.
  const { width, height, data } = await new Promise<InstanceType<typeof PNG>>((resolve, reject) => {
    new PNG().parse(bytes, (error, png) => (error ? reject(error) : resolve(png)))
  })
  return { mediaType: 'image/png', width, height, data: onWhite(data) }
}

/** What is transparent shows the paper behind it. */
function onWhite(data: Uint8Array): Uint8Array {
  return data.map((value, index) => {
    const alpha = data[index | 3] ?? 255
    return index % 4 === 3 ? 255 : Math.round((value * alpha + 255 * (255 - alpha)) / 255)
  })
}
