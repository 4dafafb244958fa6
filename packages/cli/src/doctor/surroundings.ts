import type { Cli } from '../cli.ts'
import { emulatorOf } from '../connect.ts'
import { UsageError } from '../outcomes.ts'
import { chooseProxy, hidePassword, proxyVariables } from '../proxy.ts'
import { readVersion } from '../version.ts'
import { type Finding, fine } from './finding.ts'

/** What this is, and what it runs on. */
export function lookAtVersions({ texts, language }: Cli): Finding {
  const { version, arch, platform } = process
  return fine(
    'versions',
    texts.doctor.versions,
    `denglu ${readVersion()}, Node.js ${version}, ${platform} ${arch}, ${language}`,
  )
}

/** By which way the services are reached. */
export async function lookAtProxy(cli: Cli): Promise<Finding> {
  const { proxy: subject, straight, toEmulator } = cli.texts.doctor
  const origin = emulatorOf(cli)
  if (origin !== undefined) return fine('proxy', subject, toEmulator(origin))
  const set = cli.values.proxy === undefined ? proxyVariables(cli.io.env) : new Map([['--proxy', cli.values.proxy]])
  const told = [...set].map(([name, value]) => `${name}=${hidePassword(value)}`).join(', ')
  try {
    await chooseProxy(cli)
    return fine('proxy', subject, told || straight)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    const { message, advice } = error
    return { ...{ check: 'proxy', subject, state: 'problem', exit: 'usage', message }, ...(advice && { hint: advice }) }
  }
}
