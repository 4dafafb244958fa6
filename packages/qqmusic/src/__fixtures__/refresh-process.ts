// A program of its own that refreshes the credential in a file, and may be killed on the way:
// `node refresh-process.ts <origin> <file> [request | answer | saving | half-saved | saved]`.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { emulatorFetch } from '@denglu/emulator'
import { createQQMusic } from '@denglu/qqmusic'

const [origin = '', file = '', killAt] = process.argv.slice(2)
const reach = (point: string) => {
  if (point === killAt) process.kill(process.pid, 'SIGKILL')
}

const carry = emulatorFetch(origin)
const qqmusic = createQQMusic({
  fetch: async (input, init) => {
    reach('request')
    const response = await carry(input, init)
    reach('answer')
    return response
  },
})

await qqmusic.refresh(qqmusic.parseCredential(JSON.parse(readFileSync(file, 'utf8'))), {
  save(renewed) {
    reach('saving')
    writeFileSync(`${file}.new`, JSON.stringify(renewed))
    reach('half-saved')
    renameSync(`${file}.new`, file)
    reach('saved')
  },
})
