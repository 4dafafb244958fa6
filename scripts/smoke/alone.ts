// What a program does that has installed one provider and nothing else: logs in. The emulator is taken from elsewhere.
const [name = '', factory = '', emulator = ''] = process.argv.slice(2)
const { createEmulator } = await import(emulator)
const phone = { scanAfterMs: 100, confirmAfterMs: 100 }
const { fetch } = createEmulator({ bilibili: { phone }, bilibiliIntl: { phone } })

const provider = (await import(name))[factory]({ fetch })
const { status } = await provider.check(await provider.login('web-qr').finish())
console.log(`${name} alone: the credential is ${status}`)
if (status !== 'valid') process.exitCode = 1
